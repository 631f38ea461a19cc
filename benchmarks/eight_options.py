"""The main scenario with eight options, as a file: what a study of usual size is measured on."""

from pathlib import Path

import yaml

from benchmarks.blocks import MAIN

OPTIONS = 8


def write(folder: Path) -> Path:
    """Write the file and say where."""
    told = yaml.safe_load(Path(MAIN).read_text(encoding="utf-8"))
    kept = list(told["options"])[: OPTIONS + 1]  # the baseline is the first
    told["options"] = {name: told["options"][name] for name in kept}
    told["compare"] = [pair for pair in told.get("compare", []) if set(pair) <= set(kept)]
    file = folder / "eight-options.yaml"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file
