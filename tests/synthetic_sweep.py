"""Sweeps whose effects are known, made without running a world."""

from dataclasses import replace

import numpy as np

import sim
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Part, Sampling
from sim.ensemble.subjects import subjects_of
from sim.ensemble.swept import Swept
from sim.experiments.design import points
from sim.scenario.levers import Scan
from sim.scenario.sweep_plan import SweepPlan

MINIMAL = "scenarios/minimal.yaml"
SAMPLING = Sampling(draws=4, runs=2, seed=7, quarters=12)
LEVEL, DOUBT, KIND = "options.exercises[0].change", "parameters.k_react", "options.pact[0].enter"


def swept_of(points_, effect, plan):
    """A sweep whose effect on every subject is `effect(option, row)`, with a ripple that sums to zero over worlds."""
    base = sim.load(MINIMAL)
    keep = Keep(subjects_of(["alignment"], base.watch, base.actors, base.groups), (0, SAMPLING.quarters))
    parts, names = Parts(), {option.name: [] for option in base.options}
    ripple = np.tile([-0.01, 0.01], SAMPLING.draws)[:, None]
    for k, row in enumerate(points_.to_dict("records")):
        for option, of_option in names.items():
            size = 0.0 if option == "baseline" else effect(option, row)
            values = np.zeros((SAMPLING.worlds, len(keep.columns))) + (size + ripple if size else 0.0)
            parts.add(Part(f"{option}{k}", values, ("",) * SAMPLING.worlds))
            of_option.append([f"{option}{k}"])
    scenario = sim.load(MINIMAL, f"sampling.draws={SAMPLING.draws}", f"sampling.seed={SAMPLING.seed}")
    return Swept(replace(scenario, sweep=plan), points_, keep, SAMPLING, parts, names)


def crossed_sweep():
    """An effect of level times doubt over a grid of three by two and two words."""
    levers = {LEVEL: Scan((0.0, 0.5, 1.0)), DOUBT: Scan((0.2, 0.6)), KIND: Scan(("imposed", "signed"))}
    sign = {"pact": 1, "exercises": -1}
    return swept_of(
        points(levers, "grid", None, 1), lambda option, row: sign[option] * row[LEVEL] * row[DOUBT], SweepPlan(levers)
    )
