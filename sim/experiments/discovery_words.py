"""A discovery in sentences: what was found, how it held up, and what it does not say."""

from collections.abc import Sequence

import pandas as pd

from sim.experiments.assumption_words import assumption_name
from sim.experiments.box_words import sentence
from sim.experiments.discover import Box
from sim.experiments.discovery import RESAMPLES, Discovery, sides
from sim.experiments.screening import FALSE_SHARE
from sim.experiments.words import listed

CAUTION = (
    "What goes together in model worlds need not be a cause, and what matters only together with something else does "
    "not show to a screen that looks at assumptions one by one."
)
LIMIT_COLUMNS = ("assumption", "from", "to", "p_value", "again_from", "again_to", "resamples")


def told(found: Discovery) -> list[str]:
    """The answer as sentences: the screen, the box, and the draws kept aside."""
    said = [_screen_words(found)]
    if found.best is None or found.kept_aside is None:
        rest = "" if found.candidates else "; more draws (--draws) may show something"
        return [*said, f"Nothing sets failing worlds apart beyond what luck does{rest}."]
    names = {name: assumption_name(name) for name in found.best.limits}
    box = sentence(found.best, found.worlds_searched, names)
    said += [f"On the {found.searched} draws searched: {box}", _aside_words(found, found.kept_aside)]
    return said + _shaky_words(found)


def _screen_words(found: Discovery) -> str:
    if found.screened.empty:
        return f"Searched among the assumptions named: {listed(found.candidates)}."
    passed = int((found.screened["false_share"] <= FALSE_SHARE).sum())
    start = f"Screened {len(found.screened)} assumptions one by one on {found.searched} draws: {passed or 'none'}"
    if not passed:
        return f"{start} of them goes with failing more than luck alone can do."
    verb = "goes" if passed == 1 else "go"
    kept = "" if passed == len(found.candidates) else f"; the {len(found.candidates)} strongest are searched"
    return (
        f"{start} {verb} with failing more than luck alone can do (at most {100 * FALSE_SHARE:.0f} in 100 such finds "
        f"are false){kept}: {listed(found.candidates)}."
    )


def _aside_words(found: Discovery, aside: Box) -> str:
    inside = round(aside.mass * found.worlds_aside)
    start = f"On the {found.aside} draws kept aside"
    if found.apart is None or not inside:
        return f"{start} no world lies in the box, so it cannot be checked."
    bad, whole = round(aside.density * inside), round(found.failing_aside * found.worlds_aside)
    if found.holds:
        verdict = "so the box holds up"
    elif found.apart[0] > 0:
        verdict = (
            f"yet the box is NOT shown to hold up: as few draws, taken without looking, fail as much in "
            f"{100 * found.by_luck:.0f} of 100 tries"
        )
    else:
        verdict = "so the box does NOT hold up: it fits the draws that it was found on, and should not be used"
    return (
        f"{start} it fails in {bad} of {inside} model worlds in the box, against {whole} of {found.worlds_aside} "
        f"overall; {verdict} ({100 * found.apart[0]:+.0f} to {100 * found.apart[1]:+.0f} of 100 worlds, 90 % interval "
        f"by draws)."
    )


def _shaky_words(found: Discovery) -> list[str]:
    """Limits that come back in fewer than half of the resamples, as a warning."""
    shaky = [f"{name} ({count} of {RESAMPLES})" for (name, _), count in found.again.items() if 2 * count < RESAMPLES]
    if not shaky:
        return []
    return [f"Do not lean on a limit that seldom comes back when draws are taken anew: {listed(shaky)}."]


def limits_table(found: Discovery) -> pd.DataFrame:
    """The limits of the box: ends (missing where open), p-value, and in how many resamples each end came back."""
    if found.best is None:
        return pd.DataFrame(columns=list(LIMIT_COLUMNS))
    closed, rows = sides(found.best.limits), []
    for name, limit in found.best.limits.items():
        ends = limit if isinstance(limit, tuple) else (None, None)
        shown = [end if (name, side) in closed else None for side, end in zip(("from", "to"), ends, strict=True)]
        again = [found.again.get((name, side)) for side in ("from", "to")]
        rows.append((name, *shown, found.best.p_values[name], *again, RESAMPLES))
    return pd.DataFrame(rows, columns=list(LIMIT_COLUMNS))


def boxes_table(boxes: Sequence[Box]) -> pd.DataFrame:
    """Every step as a row: step, coverage, density, mass, limits (in words), least_needed (largest p-value)."""
    rows = [
        {
            "step": step,
            "coverage": box.coverage,
            "density": box.density,
            "mass": box.mass,
            "limits": "; ".join(f"{name}: {limit}" for name, limit in box.limits.items()),
            "least_needed": max(box.p_values.values(), default=None),
        }
        for step, box in enumerate(boxes)
    ]
    return pd.DataFrame(rows, columns=["step", "coverage", "density", "mass", "limits", "least_needed"])
