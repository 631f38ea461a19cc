"""The worlds that facts are measured on, run when a fact first asks for them."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, NamedTuple

import jax
import numpy as np
from numpy.typing import NDArray

from sim.catalogue.facts import FactSet
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble, run
from sim.ensemble.block import open_block
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.program import Program
from sim.ensemble.run import blocks
from sim.model.policy import no_policy
from sim.model.quarter import simulate
from sim.model.scene import Scene
from sim.model.shocks import no_shocks
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
    """

    facts: FactSet
    draws: int
    runs: int
    seed: int
    parameters: Mapping[str, float] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    executor: Executor | None = None
    done: dict[tuple[str, str], Ensemble] = field(default_factory=dict)

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

    def traced(self, program: Program[..., Any]) -> Any:
        """What a program of settings, keys and quarters sees of the baseline, a tree of `(world, quarter, ...)`."""
        scenario = self.scenario()
        facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties), self.off)
        found = []
        for numbers in blocks(self.draws * self.runs):
            block = open_block(facts, self.seed, numbers, self.runs)
            seen = program(block.settings, block.keys, quarters=scenario.quarters)
            found.append(jax.tree.map(lambda x, size=block.size: np.asarray(x)[:size], seen))
        return jax.tree.map(lambda *parts: np.concatenate(parts), *found)


def looks(settings: Any, keys: Any, quarters: int, look: Callable[[Scene], Any]) -> Any:
    """What `look` sees of every scene of some worlds without policy or shocks; for programs to be made of."""

    def one(setting: Any, key: Any) -> Any:
        return simulate(setting, no_policy(), no_shocks(), key, quarters, look)[1]

    return jax.vmap(one)(settings, keys)
