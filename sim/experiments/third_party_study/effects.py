"""Effects of one kind of agreement: every triad less its controls, on every outcome, in units of yearly change."""

import warnings
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.experiments.third_party_study.design import OUTCOMES, SIDES, WINDOW
from sim.experiments.third_party_study.estimate import Estimate, mean_of
from sim.experiments.third_party_study.events import Events, Places, roles
from sim.experiments.third_party_study.history import History, Numbers
from sim.experiments.third_party_study.match import compare
from sim.experiments.third_party_study.panel import SPAN, around

WHAT = (*(outcome.name for outcome in OUTCOMES), *SIDES)


class Effects(NamedTuple):
    """What triads did less their controls.

    Attributes
    ----------
    effect, check
        By outcome and side (`WHAT`), `(triad,)`, in standard deviations of a yearly change; plus is as claimed.
    path
        The same in each year around the event, `(triad, year)`.
    bundle, actor
        Of each triad.
    """

    effect: Mapping[str, Numbers]
    check: Mapping[str, Numbers]
    path: Mapping[str, Numbers]
    bundle: Places
    actor: Places

    def estimates(self) -> dict[str, Estimate]:
        """Mean and interval of every outcome and side."""
        return {name: mean_of(values, self.bundle, self.actor) for name, values in self.effect.items()}

    def checks(self) -> dict[str, Estimate]:
        """The same of the check before the event."""
        return {name: mean_of(values, self.bundle, self.actor) for name, values in self.check.items()}


def effects(history: History, kind: str, seen: Events, units: Mapping[str, float]) -> Effects:
    """Compare the triads of some events of a kind with their controls."""
    treated, may = roles(history, kind, seen)
    row, actor = np.nonzero(treated)
    effect, check, path = {}, {}, {}
    for outcome in OUTCOMES:
        found = compare(history, seen, row, actor, may, around(history, outcome, seen) / units[outcome.name])
        effect[outcome.name], check[outcome.name], path[outcome.name] = found
    for side in SIDES:
        of_side = [outcome.name for outcome in OUTCOMES if outcome.side == side]
        effect[side], check[side], path[side] = (
            _mean_of_known([figures[name] for name in of_side]) for figures in (effect, check, path)
        )
    return Effects(effect, check, path, seen.bundle[row], actor)


def joined(parts: Sequence[Effects]) -> Effects:
    """Effects of several kinds, or worlds, as one; bundles of one are not those of another."""
    bundles, at = [], 0
    for part in parts:
        bundles.append(part.bundle + at)
        at += int(part.bundle.max(initial=-1)) + 1

    def stacked(figures: str) -> dict[str, Numbers]:
        return {name: np.concatenate([getattr(part, figures)[name] for part in parts]) for name in WHAT}

    actor = np.concatenate([part.actor for part in parts])
    return Effects(stacked("effect"), stacked("check"), stacked("path"), np.concatenate(bundles), actor)


def _mean_of_known(columns: Sequence[Numbers]) -> Numbers:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.nanmean(np.stack(columns), axis=0))


YEARS = tuple(range(-WINDOW, SPAN - WINDOW))
