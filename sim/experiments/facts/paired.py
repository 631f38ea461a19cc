"""Measures that are read off paired worlds of options and variants."""

import numpy as np

from sim.ensemble.kept import entries
from sim.experiments.facts.statistics import Numbers, only, share_of
from sim.experiments.facts.worlds import AS_IS, Measure, Sample, Worlds
from sim.model.choose import ARM, DEESCALATE, HEDGE, PRESSURE
from sim.scenario import BASELINE

ACTS = {"arm": ARM, "hedge": HEDGE, "pressure": PRESSURE, "deescalate": DEESCALATE}


def effect(measure: Measure, worlds: Worlds) -> Sample:
    """A weighted sum of one outcome, in a quarter (the horizon when none is given)."""
    return Sample(worlds.total(measure["terms"], measure)[:, [measure.get("quarter", -1)]], only)


def average(measure: Measure, worlds: Worlds) -> Sample:
    """A weighted sum of one outcome, mean over the horizon."""
    return Sample(worlds.total(measure["terms"], measure).mean(axis=1, keepdims=True), only)


def change(measure: Measure, worlds: Worlds) -> Sample:
    """How far a weighted sum of one outcome moves from the opening to a quarter."""
    total = worlds.total(measure["terms"], measure)
    return Sample((total[:, measure.get("quarter", -1)] - total[:, 0])[:, None], only)


def ratio(measure: Measure, worlds: Worlds) -> Sample:
    """One weighted sum over another, less `minus`."""
    sums = [worlds.total(measure[part], measure)[:, measure.get("quarter", -1)] for part in ("terms", "over")]
    return Sample(np.stack(sums, axis=1), lambda means: means[0] / means[1] - measure.get("minus", 0))


def frequency(measure: Measure, worlds: Worlds) -> Sample:
    """Share of worlds in which a weighted sum lies above a value: in a quarter, or always."""
    total = worlds.total(measure["terms"], measure)
    reached = total.min(axis=1) if measure.get("always") else total[:, measure.get("quarter", -1)]
    return Sample((reached > measure["above"]).astype(np.float64)[:, None], only)


def backlash(measure: Measure, worlds: Worlds) -> Sample:
    """Alignment lost outside a pair for a unit of gain within: the first package less the second."""
    base = worlds.of(f"{AS_IS}/{BASELINE}")
    i, j = (base.scenario.actors.index(code) for code in measure["pair"].split(":"))
    columns = []
    for package in measure["packages"]:
        closing = worlds.of(f"{AS_IS}/{package}").kept[package].closing["alignment"]
        moved = closing - base.kept[BASELINE].closing["alignment"]
        gain = moved[:, i, j]
        columns += [gain - np.triu(moved, 1).sum(axis=(1, 2)), gain]
    return Sample(np.stack(columns, axis=1), lambda means: means[0] / means[1] - means[2] / means[3])


def ledger(measure: Measure, worlds: Worlds) -> Sample:
    """Share of one entry in the gross fall of a pair's alignment."""
    option = measure["option"]
    done, base = worlds.of(f"{AS_IS}/{option}"), worlds.of(f"{AS_IS}/{BASELINE}")
    i, j = (base.scenario.actors.index(code) for code in measure["pair"].split(":"))
    moved = (done.kept[option].ledger["alignment"] - base.kept[BASELINE].ledger["alignment"])[:, i, j]
    falls = np.maximum(-moved, 0)
    return Sample(np.array([[falls[entries("alignment").index(measure["entry"])], falls.sum()]]), share_of)


def acts(measure: Measure, worlds: Worlds) -> Sample:
    """How often some actors take an act, a state-year, as a weighted sum over options."""
    total: Numbers = np.zeros((worlds.draws * worlds.runs, 1))
    for name, weight in measure["terms"].items():
        ensemble = worlds.of(name)
        places = [ensemble.scenario.actors.index(code) for code in measure["actors"]]
        taken = ensemble.kept[name.split("/")[1]].act[:, :, places] == ACTS[measure["act"]]
        total += weight * taken.sum(axis=(1, 2))[:, None] / (len(places) * ensemble.scenario.horizon)
    return Sample(total, only)
