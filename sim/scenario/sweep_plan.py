"""What a scenario file asks to be swept: which levers, over which values, and how ranges are sampled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.scenario.levers import Lever, Range, written

Kind = Literal["grid", "lhs", "sobol"]
KINDS: tuple[Kind, ...] = ("grid", "lhs", "sobol")
MOST_POINTS = 100_000
USUAL_OUTCOMES = ("alignment",)


@dataclass(frozen=True)
class SweepPlan:
    """A sweep as it is asked.

    Attributes
    ----------
    vary
        Levers by path.
    design
        How ranges are sampled; a grid has none.
    n
        How many samples of the ranges.
    outcomes
        Names of the outcomes to keep.
    """

    vary: Mapping[str, Lever]
    design: Kind = "grid"
    n: int | None = None
    outcomes: tuple[str, ...] = USUAL_OUTCOMES


def sweep_data(plan: SweepPlan | None) -> dict[str, object]:
    """A plan as a file would write it; empty where there is none."""
    if plan is None:
        return {}
    content: dict[str, object] = {"vary": {path: _values(lever) for path, lever in plan.vary.items()}}
    content["design"] = plan.design
    if plan.n is not None:
        content["n"] = plan.n
    return content | {"outcomes": list(plan.outcomes)}


def _values(lever: Lever) -> object:
    if isinstance(lever, Range):
        return f"{_exact(lever.low)}:{_exact(lever.high)}"
    return list(lever.steps)


def _exact(end: float) -> str:
    short = written(end)
    return short if float(short) == end else repr(end)
