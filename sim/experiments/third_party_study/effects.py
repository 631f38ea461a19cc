"""Effects of one kind of agreement: every triad less its controls and less what is usual, in units of yearly change."""

import warnings
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.experiments.third_party_study.design import OUTCOMES, SIDES, WINDOW
from sim.experiments.third_party_study.estimate import Estimate, mean_of
from sim.experiments.third_party_study.events import Events, Places, roles
from sim.experiments.third_party_study.history import History, Numbers
from sim.experiments.third_party_study.match import compare
from sim.experiments.third_party_study.panel import around
from sim.experiments.third_party_study.usual import Triads, Usual, expected, fitted, quiet_events

WHAT = (*(outcome.name for outcome in OUTCOMES), *SIDES)
YEARS = tuple(range(-WINDOW, WINDOW + 1))
EFFECT, CHECK, PATH = 0, 1, 2  # columns; the path has one for each of `YEARS`


class Effects(NamedTuple):
    """What triads did less their controls and less what is usual.

    Attributes
    ----------
    columns
        By outcome and side (`WHAT`), `(triad, column)`: effect, check and path, in standard deviations of a yearly
        change; plus is as claimed.
    bundle, actor
        Of each triad.
    """

    columns: Mapping[str, Numbers]
    bundle: Places
    actor: Places

    def estimates(self, column: int = EFFECT) -> dict[str, Estimate]:
        """Mean and interval of every outcome and side."""
        return {name: mean_of(values[:, column], self.bundle, self.actor) for name, values in self.columns.items()}

    def over_draws(self, column: int = EFFECT) -> dict[str, Estimate]:
        """The same with bundles as the only clusters, which in model worlds are draws."""
        return {name: mean_of(values[:, column], self.bundle) for name, values in self.columns.items()}


def effects(history: History, kind: str, seen: Events, units: Mapping[str, float], usual: Usual) -> Effects:
    """Compare the triads of some events of a kind with their controls, and with what is usual."""
    triads, bundle, found = _compared(history, kind, seen, units)
    columns = {name: values - expected(usual[name], triads, history) for name, values in found.items()}
    return Effects(with_sides(columns), bundle, triads.actor)


Weights = Mapping[str, float]  # by outcome


def with_sides(columns: Mapping[str, Numbers], weights: Weights | None = None) -> dict[str, Numbers]:
    """The same columns and, for each side, the mean of its outcomes that are known, or their sum with `weights`."""
    sides = {}
    for side in SIDES:
        names = [outcome.name for outcome in OUTCOMES if outcome.side == side]
        if weights is None:
            sides[side] = _mean_of_known([columns[name] for name in names])
        else:
            sides[side] = np.sum([weights[name] * columns[name] for name in names if weights[name] > 0], axis=0)
    return {**columns, **sides}


def weights_of(found: Effects) -> dict[str, float]:
    """How much each outcome weighs in its side, mean over triads: news, for one, are known of few of them."""
    weights = {}
    for side in SIDES:
        names = [outcome.name for outcome in OUTCOMES if outcome.side == side]
        known = np.isfinite(np.stack([found.columns[name][:, EFFECT] for name in names]))
        each = known[:, known.any(axis=0)]
        share = each / each.sum(axis=0)
        weights |= dict(zip(names, share.mean(axis=1) if share.size else np.zeros(len(names)), strict=True))
    return weights


def learn_usual(history: History, kind: str, real: Events, units: Mapping[str, float]) -> Usual:
    """Fit what is usual on the quiet years of a kind."""
    triads, _, found = _compared(history, kind, quiet_events(history, kind, real), units)
    return {name: fitted(triads, values, history) for name, values in found.items()}


def _compared(
    history: History, kind: str, seen: Events, units: Mapping[str, float]
) -> tuple[Triads, Places, dict[str, Numbers]]:
    treated, may = roles(history, kind, seen)
    # Most events are feared by nobody.
    some = treated.any(axis=1)
    seen, may = seen.where(some), may[some]
    row, actor = np.nonzero(treated[some])
    found = {}
    for outcome in OUTCOMES:
        panel = around(history, outcome, seen) / units[outcome.name]
        found[outcome.name] = np.column_stack(compare(history, seen, row, actor, may, panel))
    return Triads(actor, seen.j[row], seen.at[row]), seen.bundle[row], found


def joined(parts: Sequence[Effects], keep: bool = False) -> Effects:
    """Effects of several kinds as one; bundles of one are not those of another, unless they are to `keep` numbers."""
    bundles, at = [], 0
    for part in parts:
        bundles.append(part.bundle + at)
        at += 0 if keep else int(part.bundle.max(initial=-1)) + 1
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in WHAT}
    return Effects(columns, np.concatenate(bundles), np.concatenate([part.actor for part in parts]))


def _mean_of_known(columns: Sequence[Numbers]) -> Numbers:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.nanmean(np.stack(columns), axis=0))
