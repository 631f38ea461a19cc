"""Ponder: what one state chose, and how ready it was to take every act, under an option and in the baseline.

The odds of each quarter say how often a state would have taken an act, P = exp(U) / Z, and the sum over quarters how
many times. The change of P between the two worlds is split among the reasons of the act by its logarithmic mean,

    P1 - P0 = L (U1 - U0) - L (ln Z1 - ln Z0),   L = (P1 - P0) / (ln P1 - ln P0)

which is exact: the last term is the rest of the menu, and what is on the menu in only one of the two worlds stands
apart.

References
----------
Ang 2004, Decomposition analysis for policymaking in energy, Energy Policy 32 (logarithmic mean Divisia index).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.ensemble.retell import Moment, retell
from sim.ensemble.run import Progress
from sim.model.choose import menu
from sim.model.policy import fixed
from sim.model.reasons import place_of, reasons
from sim.model.worth import gather
from sim.scenario import BASELINE


@dataclass(frozen=True)
class Pondered:
    """What one state chose and would have chosen, over some quarters.

    Attributes
    ----------
    chosen
        By option, `(world, act)`: how many times each act was taken.
    expected
        By option, `(world, act)`: how many times the odds of the quarters say.
    by_reason
        `(reason, act)`: what each reason adds to the difference of `expected`, mean over sound worlds.
    rest, opened
        `(act,)`: what the rest of the menu adds to it, and what being on the menu in only one of the worlds does.
    utility
        By option, `(act,)`: mean utility over the quarters in which an act is open in both worlds; NaN where never.
    by_term
        `(reason, act)`: mean difference of each term over the same quarters.
    sound
        Worlds that came out finite, `(world,)`.
    """

    chosen: Mapping[str, Numbers]
    expected: Mapping[str, Numbers]
    by_reason: Numbers
    rest: Numbers
    opened: Numbers
    utility: Mapping[str, Numbers]
    by_term: Numbers
    sound: NDArray[np.bool_]


def weigh(moment: Moment, actor: Array) -> dict[str, Array]:
    """What is recorded of a quarter: the terms of every act, whether it is open, and which one was taken."""
    scene = moment.scene
    shape, actors = scene.state.agreements.shape, scene.state.alignment.shape[0]
    found = reasons(scene, menu(scene, gather(scene), fixed(moment.policy, moment.date, shape)), actor)
    taken = place_of(moment.events.chosen, actor, actors, shape[0])
    return {"terms": found.terms, "open": found.open, "taken": taken}


def ponder(
    ensemble: Ensemble,
    option: str,
    actor: str,
    quarters: int,
    *,
    off: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Pondered:
    """Run the worlds of a study again under an option and the baseline, and weigh the choices of one state."""
    number = np.int64(ensemble.scenario.actors.index(actor))
    sound = ensemble.sound(option, BASELINE) | bool(off)

    @np.errstate(all="ignore")  # worlds that are not finite are left out
    def summary(told: Mapping[str, Any], numbers: NDArray[np.int64]) -> dict[str, Any]:
        base, ours = (_quarters(told[name], quarters) for name in (BASELINE, option))
        return _compared(base, ours, sound[numbers])

    parts = retell(ensemble, [BASELINE, option], weigh, number, summary, off=off, progress=progress)
    return _joined(parts, option)


def _quarters(told: Mapping[str, Any], quarters: int) -> dict[str, Any]:
    return {name: values[:, :quarters] for name, values in told.items()}


def _compared(base: Mapping[str, Any], ours: Mapping[str, Any], sound: NDArray[np.bool_]) -> dict[str, Any]:
    """The worlds of one block: counts and odds of each world, and sums over sound worlds of what is split."""
    told = (base, ours)
    fine = sound & np.all([np.isfinite(side["terms"]).all(axis=(1, 2, 3)) for side in told], axis=0)
    utility = [side["terms"].sum(axis=2) for side in told]
    odds = [np.where(side["open"], np.exp(u), 0.0) for side, u in zip(told, utility, strict=True)]
    totals = [grid.sum(axis=2, keepdims=True) for grid in odds]
    share = [grid / total for grid, total in zip(odds, totals, strict=True)]
    both = (base["open"] & ours["open"]) & fine[:, None, None]
    weight = np.where(both, logarithmic_mean(*share), 0.0)
    change = [ours["terms"][:, :, k] - base["terms"][:, :, k] for k in range(base["terms"].shape[2])]
    shift = np.log(totals[1] / totals[0])
    acts = base["terms"].shape[3]
    return {
        "chosen": [_counts(side["taken"], acts) for side in told],
        "expected": [grid.sum(axis=1) for grid in share],
        "by_reason": np.stack([_total(weight * step) for step in change]),
        "rest": -_total(weight * shift),
        "opened": _total(np.where(~both & fine[:, None, None], share[1] - share[0], 0.0)),
        "utility": [_total(np.where(both, u, 0.0)) for u in utility],
        "by_term": np.stack([_total(np.where(both, step, 0.0)) for step in change]),
        "open": both.sum(axis=(0, 1)),
        "sound": fine,
    }


def logarithmic_mean(a: Numbers, b: Numbers) -> Numbers:
    """(b - a) / (ln b - ln a), a where they are equal, 0 where either is 0."""
    ratio = np.divide(b, a, out=np.ones_like(a), where=(a > 0) & (b > 0))
    # b - a = a expm1(x) and ln b - ln a = x: no digits are lost where the two are close.
    x = np.log(ratio)
    close = np.abs(x) < 1e-12
    mean = a * np.where(close, 1.0, np.expm1(x) / np.where(close, 1.0, x))
    return np.where((a > 0) & (b > 0), mean, 0.0)


def _counts(taken: NDArray[np.int64], acts: int) -> Numbers:
    return np.stack([np.bincount(row, minlength=acts) for row in taken]).astype(np.float64)


def _total(values: Numbers) -> Numbers:
    # Worlds left out are NaN times zero at worst.
    total: Numbers = np.nansum(values, axis=(0, 1))
    return total


def _joined(parts: list[dict[str, Any]], option: str) -> Pondered:
    def of_worlds(name: str) -> dict[str, Numbers]:
        return {key: np.concatenate([part[name][k] for part in parts]) for k, key in enumerate((BASELINE, option))}

    def summed(name: str) -> Any:
        return np.sum([part[name] for part in parts], axis=0)

    sound = np.concatenate([part["sound"] for part in parts])
    worlds, times = max(int(sound.sum()), 1), summed("open")
    often = np.where(times > 0, times, np.nan)
    utility = summed("utility") / often
    return Pondered(
        chosen=of_worlds("chosen"),
        expected=of_worlds("expected"),
        by_reason=summed("by_reason") / worlds,
        rest=summed("rest") / worlds,
        opened=summed("opened") / worlds,
        utility={BASELINE: utility[0], option: utility[1]},
        by_term=summed("by_term") / often,
        sound=sound,
    )
