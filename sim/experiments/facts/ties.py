"""Measures of treaties and of who signs with whom, read off the scenes of the baseline."""

import numpy as np

from sim.core.errors import QuestionError
from sim.experiments.facts.scenes import scenes
from sim.experiments.facts.statistics import Numbers, share_of
from sim.experiments.facts.whole import ALONE
from sim.experiments.facts.worlds import Measure, Sample, Worlds
from sim.model.setting import QUARTER
from sim.scenario import BASELINE


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
    threat = scenes(worlds)["threat"]
    length = np.sqrt((threat**2).sum(axis=2, keepdims=True))
    unit = np.divide(threat, length, out=np.zeros_like(threat), where=length > 0)
    return np.asarray(unit @ unit.transpose(0, 2, 1))


_GROUNDS = {"partners in common": partners_in_common, "common threat": common_threat}


def terminations(_: Measure, worlds: Worlds) -> Sample:
    """Defence pacts that end, for a year of a pact in force."""
    stands = scenes(worlds)["pact"] > 0
    ended = (stands[:, :-1] & ~stands[:, 1:]).sum(axis=(1, 2, 3))
    return Sample(np.stack([ended, stands[:, :-1].sum(axis=(1, 2, 3)) * QUARTER], axis=1).astype(np.float64), share_of)


def commitments(_: Measure, worlds: Worlds) -> Sample:
    """Share of treaty partners that back a party to a severe crisis, over the horizon."""
    seen = scenes(worlds)
    return Sample(np.stack([seen["kept"].sum(axis=1), seen["owed"].sum(axis=1)], axis=1), share_of)
