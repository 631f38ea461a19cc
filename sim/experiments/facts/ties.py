"""Measures of treaties and of who signs with whom, read off the scenes of the baseline."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.catalogue import instruments
from sim.core.errors import QuestionError
from sim.ensemble.program import Program
from sim.experiments.facts.statistics import Numbers, share_of
from sim.experiments.facts.whole import ALONE
from sim.experiments.facts.worlds import Measure, Sample, Worlds, looks
from sim.model.erupt import backing_chance, hazard
from sim.model.scene import Scene
from sim.model.setting import QUARTER
from sim.scenario import BASELINE

PACT = "mutual_defence_pact"


def signings(measure: Measure, worlds: Worlds) -> Sample:
    """New agreements a pair: pairs above the median of something at the opening, over those below, less 1."""
    if measure["by"] not in _GROUNDS:
        raise QuestionError(f"signings go by {' or '.join(_GROUNDS)}, not by {measure['by']!r}")
    kept = worlds.of(ALONE).kept[BASELINE]
    counts = np.zeros((len(kept.taken), *[kept.taken.shape[2]] * 2))
    world, quarter, actor = np.nonzero(kept.taken)
    np.add.at(counts, (world, actor, kept.partner[world, quarter, actor]), 1)
    upper = np.triu_indices(counts.shape[1], 1)
    signed = (counts + counts.transpose(0, 2, 1))[:, *upper]
    ground = _GROUNDS[measure["by"]](worlds)[:, *upper]
    high = ground > np.median(ground, axis=1, keepdims=True)
    rates = [np.where(side, signed, 0).sum(axis=1) / side.sum(axis=1) for side in (high, ~high)]
    return Sample(np.stack(rates, axis=1), lambda means: share_of(means) - 1)


def partners_in_common(worlds: Worlds) -> Numbers:
    """How many states both have an agreement with at the opening, `(world, actor, other)`."""
    level = worlds.scenario().opening.level
    tied = (level > 0).any(axis=2).astype(np.float64)
    return np.broadcast_to(tied @ tied, (worlds.draws * worlds.runs, *tied.shape))


def common_threat(worlds: Worlds) -> Numbers:
    """Cosine of what two states feel threatened by at the opening, `(world, actor, other)`."""
    threat = worlds.traced(_threats)[:, 0]
    length = np.sqrt((threat**2).sum(axis=2, keepdims=True))
    unit = np.divide(threat, length, out=np.zeros_like(threat), where=length > 0)
    return np.asarray(unit @ unit.transpose(0, 2, 1))


def _see_threats(settings: Any, keys: Any, quarters: int) -> Any:
    return looks(settings, keys, quarters, lambda scene: scene.view.threat)


_threats = Program(_see_threats, "quarters")


_GROUNDS = {"partners in common": partners_in_common, "common threat": common_threat}


def _see_pacts(settings: Any, keys: Any, quarters: int) -> Any:
    place = instruments().keys.index(PACT)
    return looks(settings, keys, quarters, lambda scene: scene.in_force[:, :, place])


_pacts = Program(_see_pacts, "quarters")


def terminations(_: Measure, worlds: Worlds) -> Sample:
    """Defence pacts that end, for a year of a pact in force."""
    stands = worlds.traced(_pacts) > 0
    ended = (stands[:, :-1] & ~stands[:, 1:]).sum(axis=(1, 2, 3))
    return Sample(np.stack([ended, stands[:, :-1].sum(axis=(1, 2, 3)) * QUARTER], axis=1).astype(np.float64), share_of)


def _support(scene: Scene) -> tuple[Array, Array]:
    """Expected backing of parties by their treaty partners in severe crises, and how often it is owed."""
    state = jnp.arange(scene.setting.budget.shape[0])

    def against(i: Array, j: Array) -> Array:
        one = jnp.asarray(1.0)
        return backing_chance(scene, i, j, one) * (1 - backing_chance(scene, j, i, one))

    backs: Any = jax.vmap(lambda i: jax.vmap(lambda j: against(i, j))(state))(state)
    owed = jnp.where(scene.view.cooperation.obligation > scene.setting.p.bound_above, 1.0, 0.0)
    third = 1 - jnp.eye(state.shape[0])
    due = hazard(scene)[:, :, None] * (owed.T * third)[:, None, :] * third[None, :, :]
    return (due * backs).sum(), due.sum()


def _see_support(settings: Any, keys: Any, quarters: int) -> Any:
    return looks(settings, keys, quarters, _support)


_supports = Program(_see_support, "quarters")


def commitments(_: Measure, worlds: Worlds) -> Sample:
    """Share of treaty partners that back a party to a severe crisis, over the horizon."""
    kept, owed = worlds.traced(_supports)
    return Sample(np.stack([kept.sum(axis=1), owed.sum(axis=1)], axis=1), share_of)
