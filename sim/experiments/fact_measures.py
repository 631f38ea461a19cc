"""Measures of facts: how a figure is read off paired worlds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, NamedTuple

import jax
import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble, run
from sim.ensemble.block import open_block
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.kept import entries
from sim.ensemble.program import Program
from sim.ensemble.run import blocks
from sim.model.choose import PRESSURE
from sim.model.policy import no_policy
from sim.model.quarter import simulate
from sim.model.setting import QUARTER
from sim.model.shocks import no_shocks
from sim.outcomes import PARAMETERS
from sim.scenario import BASELINE, Scenario, load

Numbers = NDArray[np.float64]
Case = Mapping[str, Any]
EVERY_PAIR = "every pair"


class Sample(NamedTuple):
    """What a measure found: `columns (world, k)`, and the figure as a function of their means, `(k, ...)` to `(...)`.

    A single row stands for a figure that is only known of all worlds together.
    """

    columns: Numbers
    statistic: Callable[[Numbers], Numbers]


@dataclass(frozen=True)
class Worlds:
    """The worlds of all variants and options, run when a fact first asks for them."""

    cases: Case
    draws: int
    runs: int
    seed: int
    done: dict[tuple[str, str], Ensemble] = field(default_factory=dict)

    def scenario(self, variant: str) -> Scenario:
        """The scenario of the facts as a variant changes it."""
        if variant not in self.cases["variants"]:
            raise QuestionError(f"no variant named {variant!r}; there are {', '.join(self.cases['variants'])}")
        changes = dict(self.cases["variants"][variant])
        if changes.get("watch") == EVERY_PAIR:
            changes["watch"] = [":".join(pair) for pair in combinations(load(self.cases["scenario"]).actors, 2)]
        return load(self.cases["scenario"], **changes)

    def of(self, name: str) -> Ensemble:
        """The worlds of "VARIANT/OPTION"; luck has an address, so all of them are paired."""
        variant, option = name.split("/")
        if (variant, option) not in self.done:
            scenario = self.scenario(variant)
            known_options = {o.name: o for o in scenario.options}
            if option not in known_options:
                raise QuestionError(f"no option named {option!r}; there are {', '.join(known_options)}")
            one = replace(scenario, options=(known_options[option],))
            self.done[variant, option] = run(one, self.draws, self.runs, self.seed)
        return self.done[variant, option]

    def values(self, name: str, outcome: str, subjects: Sequence[str]) -> Numbers:
        """An outcome, mean over subjects, `(world, quarter)`."""
        ensemble = self.of(name)
        series = [ensemble.series(outcome, subject)["value"].to_numpy() for subject in subjects]
        return np.mean(series, axis=0).reshape(ensemble.worlds, -1)

    def total(self, terms: Mapping[str, float], measure: Case) -> Numbers:
        """A weighted sum over variants and options, `(world, quarter)`."""
        parts = [weight * self.values(name, measure["outcome"], measure["subjects"]) for name, weight in terms.items()]
        return np.sum(parts, axis=0)


def _only(means: Numbers) -> Numbers:
    return means[0]


def _effect(measure: Case, worlds: Worlds) -> Sample:
    """A weighted sum of one outcome, in a quarter (the horizon when none is given)."""
    return Sample(worlds.total(measure["terms"], measure)[:, [measure.get("quarter", -1)]], _only)


def _ratio(measure: Case, worlds: Worlds) -> Sample:
    """One weighted sum over another, less `minus`."""
    sums = [worlds.total(measure[part], measure)[:, measure.get("quarter", -1)] for part in ("terms", "over")]
    return Sample(np.stack(sums, axis=1), lambda means: means[0] / means[1] - measure.get("minus", 0))


def _frequency(measure: Case, worlds: Worlds) -> Sample:
    """Share of worlds in which a weighted sum lies above a value: in a quarter, or always."""
    total = worlds.total(measure["terms"], measure)
    reached = total.min(axis=1) if measure.get("always") else total[:, measure.get("quarter", -1)]
    return Sample((reached > measure["above"]).astype(np.float64)[:, None], _only)


def _backlash(measure: Case, worlds: Worlds) -> Sample:
    """Alignment lost outside a pair for a unit of gain within: the first package less the second."""
    base = worlds.of(f"as_is/{BASELINE}")
    i, j = (base.scenario.actors.index(code) for code in measure["pair"].split(":"))
    columns = []
    for package in measure["packages"]:
        closing = worlds.of(f"as_is/{package}").kept[package].closing["alignment"]
        change = closing - base.kept[BASELINE].closing["alignment"]
        gain = change[:, i, j]
        columns += [gain - np.triu(change, 1).sum(axis=(1, 2)), gain]
    return Sample(np.stack(columns, axis=1), lambda means: means[0] / means[1] - means[2] / means[3])


def _agreements(_: Case, worlds: Worlds) -> Sample:
    """Proposals to sign or deepen that were accepted, a state-year, in the baseline."""
    ensemble = worlds.of(f"as_is/{BASELINE}")
    taken = ensemble.kept[BASELINE].taken
    return Sample(taken.sum(axis=(1, 2))[:, None] / (len(ensemble.scenario.actors) * ensemble.scenario.horizon), _only)


def _grid(ensemble: Ensemble, outcome: str) -> Numbers:
    """A directed outcome of all dyads, `(world, quarter, actor, other)`."""
    kept, actors = ensemble.kept[BASELINE], ensemble.scenario.actors
    grid = np.zeros((*kept.series[outcome].shape[:2], len(actors), len(actors)))
    for place, name in enumerate(ensemble.subjects.names[outcome]):
        source, target = (actors.index(code) for code in name.split(":"))
        grid[:, :, source, target] = kept.series[outcome][:, :, place]
    return grid


def _concessions(_: Case, worlds: Worlds) -> Sample:
    """Share of acts of pressure after which no new sanctions stand: the target gave in."""
    ensemble = worlds.of(f"every_pair/{BASELINE}")
    kept = ensemble.kept[BASELINE]
    world, quarter, actor = np.nonzero(kept.act == PRESSURE)
    target = kept.partner[world, quarter, actor]
    force = _grid(ensemble, "sanctions")
    before, after = force[world, quarter, actor, target], force[world, quarter + 1, actor, target]
    # Without new ones sanctions fade at least as fast as the slowest fading that draws sample.
    gave_in = after <= before * np.exp(-PARAMETERS["sanction_fade"].low * QUARTER) + 1e-9
    counts = [np.bincount(world, weights, minlength=ensemble.worlds) for weights in (gave_in, None)]
    return Sample(np.stack(counts, axis=1).astype(np.float64), _share_of)


def _share_of(means: Numbers) -> Numbers:
    return np.divide(means[0], means[1], out=np.full_like(means[0], np.nan), where=np.asarray(means[1] > 0))


def _concentration(measure: Case, worlds: Worlds) -> Sample:
    """Share of an outcome that the top share of pairs carries, mean over the horizon."""
    series = worlds.of(f"every_pair/{BASELINE}").kept[BASELINE].series[measure["outcome"]].mean(axis=1)
    ordered = -np.sort(-series, axis=1)
    top = ordered[:, : round(measure["top"] * ordered.shape[1])]
    return Sample((top.sum(axis=1) / ordered.sum(axis=1))[:, None], _only)


def _persistence(measure: Case, worlds: Worlds) -> Sample:
    """Correlation over pairs of an outcome at the opening and at the horizon."""
    series = worlds.of(f"every_pair/{BASELINE}").kept[BASELINE].series[measure["outcome"]]
    return Sample(np.array([[np.corrcoef(world[0], world[-1])[0, 1]] for world in series]), _only)


def _moves(settings: Any, keys: Any, quarters: int) -> Any:
    """How far positions are from the opening, `(world, actor)`."""

    def one(setting: Any, key: Any) -> Any:
        world, _, _ = simulate(setting, no_policy(), no_shocks(), key, quarters, lambda _: ())
        return world.state.position - setting.opening.position

    return jax.vmap(one)(settings, keys)


_moved = Program(_moves, "quarters")


def _drift(measure: Case, worlds: Worlds) -> Sample:
    """Root mean square change of positions over the horizon, with noise of measurement at both ends."""
    scenario = worlds.scenario("as_is")
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    squares = []
    for numbers in blocks(worlds.draws * worlds.runs):
        block = open_block(facts, worlds.seed, numbers, worlds.runs)
        moved = np.asarray(_moved(block.settings, block.keys, quarters=scenario.quarters))[: block.size]
        squares.append((moved**2).mean(axis=1))
    return Sample(np.concatenate(squares)[:, None], lambda means: np.sqrt(means[0] + 2 * measure["noise"] ** 2))


def _ledger(measure: Case, worlds: Worlds) -> Sample:
    """Share of one entry in the gross fall of a pair's alignment."""
    option = measure["option"]
    done, base = worlds.of(f"as_is/{option}"), worlds.of(f"as_is/{BASELINE}")
    i, j = (base.scenario.actors.index(code) for code in measure["pair"].split(":"))
    change = (done.kept[option].ledger["alignment"] - base.kept[BASELINE].ledger["alignment"])[:, i, j]
    falls = np.maximum(-change, 0)
    return Sample(np.array([[falls[entries("alignment").index(measure["entry"])], falls.sum()]]), _share_of)


MEASURES: dict[str, Callable[[Case, Worlds], Sample]] = {
    "effect": _effect,
    "ratio": _ratio,
    "frequency": _frequency,
    "backlash": _backlash,
    "agreements": _agreements,
    "concessions": _concessions,
    "concentration": _concentration,
    "persistence": _persistence,
    "drift": _drift,
    "ledger": _ledger,
}
