"""Workers 1, 2 and 8, hash seeds 0, 1 and random, an option added or moved: every other table the same, byte for byte.

    python -m benchmarks.isolation

Runs a small sweep in every combination and compares it with the first. Prints one JSON line; ends with 1 when anything
but what was changed on purpose came out otherwise.
"""

import json
import sys
import tempfile
from itertools import product
from pathlib import Path

import pandas as pd

from benchmarks.small_sweep import SCENARIO, folder_of, start, words
from sim.ensemble.same import differences

DRAWS, WORKERS, HASH_SEEDS = 70, (1, 2, 8), ("0", "1", "random")
ADDED = """  added:
    provisions:
      - {instrument: naval, parties: [PAK, TUR], level: 1, enter: signed, from: 2026-04}
"""


def changed_files(folder: Path) -> dict[str, Path]:
    """The scenario with an option added before the others, added after them, and with its options in another order."""
    head, _, rest = Path(SCENARIO).read_text(encoding="utf-8").partition("options:\n")
    options, _, tail = rest.partition("\ncompare:")
    first, _, second = options.partition("  pact:\n")
    texts = {
        "added first": [ADDED, options],
        "added last": [options, ADDED],
        "moved": [f"  pact:\n{second}", first],
    }
    files = {}
    for name, blocks in texts.items():
        files[name] = folder / name / "minimal.yaml"
        files[name].parent.mkdir(parents=True)
        joined = "\n".join(block.rstrip("\n") for block in blocks)
        files[name].write_text(f"{head}options:\n{joined}\n\ncompare:{tail}", encoding="utf-8")
    return files


def effects(folder: Path) -> list[str]:
    """The lines of the effects but for those of the added option, in one order; numbers as they are written."""
    table = pd.read_csv(folder / "tables" / "effects.csv", dtype=str, keep_default_na=False)
    return sorted(table[table["option"] != "added"].to_csv(index=False).splitlines())


def main() -> None:
    """Run every combination and say which differ."""
    wrong: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as place:
        files = {"as it is": Path(SCENARIO), **changed_files(Path(place) / "files")}
        first = folder_of(start(words(Path(place) / "first", DRAWS, 1), PYTHONHASHSEED="0"))
        combinations = list(product(files, WORKERS, HASH_SEEDS))
        for name, workers, seed in combinations:
            out = Path(place) / f"{name}-{workers}-{seed}"
            folder = folder_of(start(words(out, DRAWS, workers, str(files[name])), PYTHONHASHSEED=seed))
            found = differences(folder, first) if name == "as it is" else effects(folder) != effects(first)
            if found:
                wrong[f"{name}, {workers} workers, hash seed {seed}"] = found
            print(f"{name}, {workers} workers, hash seed {seed}: {found or 'the same'}", file=sys.stderr, flush=True)
    print(json.dumps({"combinations": len(combinations), "the_same": len(combinations) - len(wrong), "wrong": wrong}))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
