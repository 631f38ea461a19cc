"""Discovery: a box found on some draws, held against others, and found again in resamples.

Draws, not worlds, are what is cut and resampled, because worlds of one draw share their assumptions. Two thirds of the
draws are searched: screened (see `screening.py`), then peeled (see `discover.py`), then every limit that the box does
not need is dropped. The other third judges: there a box that only fitted luck holds no more failures than anywhere. The
search is repeated on draws taken with replacement; a limit that matters comes back.

References
----------
Bryant & Lempert 2010, Technological Forecasting and Social Change 77(1) (resampling test of a box).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import binom

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean, resampled_weights
from sim.experiments.discover import Box, Limit, box_of, chosen, inside, prim, trimmed
from sim.experiments.drawn import Drawn
from sim.experiments.screening import FALSE_SHARE, screen, strengths

SEARCHED = 2 / 3
RESAMPLES = 50
LUCK = 0.05
MOST_CANDIDATES = 8
FEWEST_DRAWS = 30


@dataclass(frozen=True)
class Discovery:
    """What sets failing worlds apart, and how far to trust it.

    Attributes
    ----------
    boxes
        Every step of peeling on the searched draws; empty where nothing passed the screen.
    best
        The box told: the step that holds most failing worlds beyond its size, without limits that it does not need;
        None where there is none.
    screened
        As `sim.experiments.screening.screen` gives it; empty where the candidates were given.
    candidates
        The assumptions that were searched.
    kept_aside
        What the limits of `best` hold of the draws that were kept aside; None without a box.
    apart
        How much denser failures are inside the box than overall, on the draws kept aside: lower and upper end of its
        90 % interval (by draws); None without a box or when no world kept aside is inside.
    by_luck
        How often as many draws, taken without looking, fail as much as those kept aside inside the box: a few draws
        that all fail have no spread, and say little. 1 without a box or when none is inside.
    again
        For each limit of `best`, `(name, "from")` or `(name, "to")`: in how many of the resamples it came back.
    searched, aside
        How many draws were searched and how many kept aside.
    worlds_searched, worlds_aside
        How many worlds they have.
    failing_searched, failing_aside
        Share of failing worlds among each.
    """

    boxes: tuple[Box, ...]
    best: Box | None
    screened: pd.DataFrame
    candidates: tuple[str, ...]
    kept_aside: Box | None
    apart: tuple[float, float] | None
    by_luck: float
    again: Mapping[tuple[str, str], int]
    searched: int
    aside: int
    worlds_searched: int
    worlds_aside: int
    failing_searched: float
    failing_aside: float

    @property
    def holds(self) -> bool:
        """Whether failures are denser inside the box on the draws kept aside too, by more than luck among as many."""
        return self.apart is not None and self.apart[0] > 0 and self.by_luck <= LUCK

    def _repr_html_(self) -> str:
        from sim.experiments.cards import discovery_card

        return discovery_card(self)


def discover(worlds: Drawn, seed: int, peel: float = 0.1, among: Sequence[str] = (), left_out: int = 0) -> Discovery:
    """Search two thirds of the draws, judge on the rest, and resample.

    Parameters
    ----------
    worlds
        Some of them failing; every draw must have a world.
    seed
        Address of deals and resamples.
    peel
        As for `prim`.
    among
        Search these assumptions, and screen none.
    left_out
        How many other draws have no sound world; said where too few are left.

    Raises
    ------
    QuestionError
        When there are too few draws, or all or none of the worlds that would be searched fail.
    """
    count = len(worlds.x)
    if count < FEWEST_DRAWS:
        raise QuestionError(too_few(count, left_out))
    first = round(SEARCHED * count)
    searched, aside = worlds.of(np.arange(first)), worlds.of(np.arange(first, count))
    screened = pd.DataFrame() if among else screen(worlds.x.iloc[:first], searched.shares(), seed)
    names = tuple(among) or _passed(screened)
    boxes, best = _box(searched, names, peel)
    told = {
        "screened": screened,
        "candidates": names,
        "searched": first,
        "aside": count - first,
        "worlds_searched": len(searched.failing),
        "worlds_aside": len(aside.failing),
        "failing_searched": float(searched.failing.mean()),
        "failing_aside": float(aside.failing.mean()),
    }
    if best is None:
        return Discovery(boxes, None, kept_aside=None, apart=None, by_luck=1.0, again={}, **told)
    held = box_of(best.limits, aside.by_world(list(best.limits)), aside.failing)
    apart = _apart(best.limits, aside, seed)
    again = _again(best, searched, (names, bool(among)), peel, seed)
    luck = _by_luck(best.limits, aside)
    return Discovery(boxes, best, kept_aside=held, apart=apart, by_luck=luck, again=again, **told)


def sides(limits: Mapping[str, Limit]) -> set[tuple[str, str]]:
    """Every end that limits close, as `(name, "from")` and `(name, "to")`; sets of values are one."""
    found = set()
    for name, limit in limits.items():
        if isinstance(limit, frozenset):
            found.add((name, "is"))
            continue
        found |= {(name, side) for side, end in zip(("from", "to"), limit, strict=True) if np.isfinite(end)}
    return found


def too_few(count: int, left_out: int) -> str:
    """Why so many draws will not do, and how many would where as many fail."""
    if not left_out:
        return f"{count} draws are too few to find a box and to check it; take {FEWEST_DRAWS} or more"
    asked = count + left_out
    enough = -(-FEWEST_DRAWS * asked // count) if count else 2 * asked
    return (
        f"{left_out} of {asked} draws failed and are left out, and {count} are too few to find a box and to check it; "
        f"where as many fail, {enough} draws leave {FEWEST_DRAWS}"
    )


def _passed(screened: pd.DataFrame) -> tuple[str, ...]:
    passed = screened.loc[screened["false_share"] <= FALSE_SHARE, "assumption"]
    return tuple(passed.head(MOST_CANDIDATES))


def _box(worlds: Drawn, names: Sequence[str], peel: float) -> tuple[tuple[Box, ...], Box | None]:
    if not names or worlds.failing.all() or not worlds.failing.any():
        return (), None
    x = worlds.by_world(names)
    boxes = tuple(prim(x, worlds.failing, peel))
    best = trimmed(chosen(list(boxes)), x, worlds.failing)
    return boxes, best if best.limits else None


def _apart(limits: Mapping[str, Limit], aside: Drawn, seed: int) -> tuple[float, float] | None:
    """How much denser failures are inside than overall, its 90 % interval by draws."""
    held, failing = inside(limits, aside.by_world(list(limits))), aside.failing
    if not held.any():
        return None
    density = failing[held].mean()
    # Linear in the worlds, with the mean and, to first order, the spread of the difference of the two shares.
    pull = held * (failing - density) / held.mean() + density - failing
    lo, hi = bootstrap_mean(pull[:, None], aside.draw, len(aside.x), seed)
    return float(lo[0]), float(hi[0])


def _by_luck(limits: Mapping[str, Limit], aside: Drawn) -> float:
    """Binomial over draws, not worlds: the runs of a draw share what limits are about."""
    held = inside(limits, aside.x)
    failing = np.floor(aside.shares()[held].sum())
    return float(binom.sf(failing - 1, held.sum(), aside.failing.mean()))


def _again(
    best: Box, worlds: Drawn, among: tuple[Sequence[str], bool], peel: float, seed: int
) -> dict[tuple[str, str], int]:
    """In how many resamples of the draws each end of the box comes back; as many assumptions pass the screen as did."""
    (names, given), counts = among, dict.fromkeys(sorted(sides(best.limits)), 0)
    for weights in resampled_weights(len(worlds.x), seed)[:RESAMPLES]:
        some = worlds.of(np.repeat(np.arange(len(worlds.x)), weights.astype(np.int64)))
        candidates = names
        if not given:
            found = strengths(some.x.to_numpy(dtype=np.float64), some.shares())
            candidates = [str(worlds.x.columns[k]) for k in np.argsort(-found, kind="stable")[: len(names)]]
        _, box = _box(some, candidates, peel)
        for side in (sides(box.limits) if box is not None else set()) & counts.keys():
            counts[side] += 1
    return counts
