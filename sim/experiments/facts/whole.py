"""Measures of the baseline as a whole: activity, pressure, and how the world changes when left alone."""

import numpy as np

from sim.ensemble import Ensemble
from sim.experiments.facts.scenes import scenes
from sim.experiments.facts.statistics import Numbers, only, share_of
from sim.experiments.facts.worlds import AS_IS, Measure, Sample, Worlds
from sim.model.choose import PRESSURE
from sim.model.setting import QUARTER
from sim.outcomes import PARAMETERS
from sim.scenario import BASELINE

ALONE = f"{AS_IS}/{BASELINE}"
EVERY_PAIR_ALONE = f"every_pair/{BASELINE}"


def agreements(_: Measure, worlds: Worlds) -> Sample:
    """Proposals to sign or deepen that were accepted, a state-year, in the baseline."""
    ensemble = worlds.of(ALONE)
    taken = ensemble.kept[BASELINE].taken
    return Sample(taken.sum(axis=(1, 2))[:, None] / (len(ensemble.scenario.actors) * ensemble.scenario.horizon), only)


def concessions(_: Measure, worlds: Worlds) -> Sample:
    """Share of acts of pressure after which no new sanctions stand: the target gave in."""
    ensemble = worlds.of(EVERY_PAIR_ALONE)
    kept = ensemble.kept[BASELINE]
    world, quarter, actor = np.nonzero(kept.act == PRESSURE)
    target = kept.partner[world, quarter, actor]
    force = _grid(ensemble, "sanctions")
    before, after = force[world, quarter, actor, target], force[world, quarter + 1, actor, target]
    # Without new ones sanctions fade at least as fast as the slowest fading that draws sample.
    gave_in = after <= before * np.exp(-PARAMETERS["sanction_fade"].low * QUARTER) + 1e-9
    counts = [np.bincount(world, weights, minlength=ensemble.worlds) for weights in (gave_in, None)]
    return Sample(np.stack(counts, axis=1).astype(np.float64), share_of)


def _grid(ensemble: Ensemble, outcome: str) -> Numbers:
    """A directed outcome of all dyads, `(world, quarter, actor, other)`."""
    kept, actors = ensemble.kept[BASELINE], ensemble.scenario.actors
    grid = np.zeros((*kept.series[outcome].shape[:2], len(actors), len(actors)))
    for place, name in enumerate(ensemble.subjects.names[outcome]):
        source, target = (actors.index(code) for code in name.split(":"))
        grid[:, :, source, target] = kept.series[outcome][:, :, place]
    return grid


def concentration(measure: Measure, worlds: Worlds) -> Sample:
    """Share of an outcome that the top share of pairs carries, mean over the horizon."""
    series = worlds.of(EVERY_PAIR_ALONE).kept[BASELINE].series[measure["outcome"]].mean(axis=1)
    ordered = -np.sort(-series, axis=1)
    top = ordered[:, : round(measure["top"] * ordered.shape[1])]
    return Sample((top.sum(axis=1) / ordered.sum(axis=1))[:, None], only)


def persistence(measure: Measure, worlds: Worlds) -> Sample:
    """Correlation over pairs of an outcome at the opening and at the horizon."""
    series = worlds.of(EVERY_PAIR_ALONE).kept[BASELINE].series[measure["outcome"]]
    return Sample(np.array([[np.corrcoef(world[0], world[-1])[0, 1]] for world in series]), only)


def drift(measure: Measure, worlds: Worlds) -> Sample:
    """Root mean square change of positions up to a quarter, with noise of measurement at both ends."""
    position = scenes(worlds)["position"]
    squares = (position[:, measure.get("quarter", -1)] - position[:, 0]) ** 2
    return Sample(squares.mean(axis=1)[:, None], lambda means: np.sqrt(means[0] + 2 * measure["noise"] ** 2))
