"""Outcomes of an option and the baseline together: they need both worlds, so no world alone has them."""

from typing import Literal, NamedTuple


class Paired(NamedTuple):
    """One figure of an option against the baseline, told of every option in `tables/backlash.csv` and the answer."""

    name: str
    family: str
    unit: str
    better: Literal["higher", "lower", "neither"]
    meaning: str
    band: float
    over: str = "option"
    directed: bool = False


PAIRED: dict[str, Paired] = {
    paired.name: paired
    for paired in (
        Paired(
            "backlash", "backlash", "index, summed over pairs", "lower",
            "alignment lost in all pairs that the option does not tie, by mechanism", 0.005,
        ),
        Paired(
            "backlash_per_gain", "backlash", "1", "lower",
            "the same for each unit of alignment that the option's own pairs gain", 0.1,
        ),
    )
}  # fmt: skip
