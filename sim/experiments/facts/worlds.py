"""The worlds that facts are measured on, run when a fact first asks for them."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.catalogue.facts import FactSet
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.run import run
from sim.scenario import Scenario, load

Numbers = NDArray[np.float64]
Measure = Mapping[str, Any]
EVERY_PAIR = "every pair"
AS_IS = "as_is"


class Sample(NamedTuple):
    """What a measure found: `columns (world, k)`, and the figure as a function of their means, `(k, ...)` to `(...)`.

    A single row stands for a figure that is only known of all worlds together.
    """

    columns: Numbers
    statistic: Callable[[Numbers], Numbers]


@dataclass(frozen=True)
class Worlds:
    """The worlds of all variants and options.

    Attributes
    ----------
    facts
        The facts with their world and its variants.
    draws, runs, seed
        Sampling, as for `sim.run`.
    parameters, off
        Pinned, and switched off, in every variant: a probe (`sim.experiments.facts.probes`).
    executor
        As for `sim.run`.
    done, memory
        What has been run and looked at so far.
    """

    facts: FactSet
    draws: int
    runs: int
    seed: int
    parameters: Mapping[str, float] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    executor: Executor | None = None
    done: dict[tuple[str, str], Ensemble] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)

    def scenario(self, variant: str = AS_IS) -> Scenario:
        """The scenario of the facts as a variant changes it."""
        variants, file = self.facts.variants, self.facts.scenario
        if variant not in variants:
            raise QuestionError(f"no variant named {variant!r}; there are {', '.join(variants)}")
        changes = dict(variants[variant])
        if changes.get("watch") == EVERY_PAIR:
            changes["watch"] = [":".join(pair) for pair in combinations(load(file).actors, 2)]
        if pinned := {**changes.get("parameters", {}), **self.parameters}:
            changes["parameters"] = pinned
        return load(file, **changes)

    def of(self, name: str) -> Ensemble:
        """The worlds of "VARIANT/OPTION"; luck has an address, so all of them are paired."""
        variant, option = name.split("/")
        if (variant, option) not in self.done:
            scenario = self.scenario(variant)
            known_options = {o.name: o for o in scenario.options}
            if option not in known_options:
                raise QuestionError(f"no option named {option!r}; there are {', '.join(known_options)}")
            one = replace(scenario, options=(known_options[option],))
            self.done[variant, option] = run(
                one, self.draws, self.runs, self.seed, off=self.off, executor=self.executor
            )
        return self.done[variant, option]

    def values(self, name: str, outcome: str, subjects: Sequence[str] | str) -> Numbers:
        """An outcome, mean over subjects ("every pair": over all that were measured), `(world, quarter)`."""
        ensemble = self.of(name)
        if subjects == EVERY_PAIR:
            return np.asarray(ensemble.kept[name.split("/")[1]].series[outcome].mean(axis=2))
        series = [ensemble.series(outcome, subject)["value"].to_numpy() for subject in subjects]
        return np.mean(series, axis=0).reshape(ensemble.worlds, -1)

    def total(self, terms: Mapping[str, float], measure: Measure) -> Numbers:
        """A weighted sum over variants and options, `(world, quarter)`."""
        parts = [weight * self.values(name, measure["outcome"], measure["subjects"]) for name, weight in terms.items()]
        return np.sum(parts, axis=0)
