"""The file that `entente new FILE` writes."""

from importlib.resources import files


def template() -> str:
    """A short commented scenario that loads as it stands."""
    return files("sim.scenario").joinpath("template.yaml").read_text(encoding="utf-8")
