"""Placebo: does more visible cooperation provoke more reaction because of what it is, or of one column of a table?

Each instrument alone becomes an option between two states. Under the catalogue as it is, the order of their reactions
follows the column `vis`. Dealt out at random among the instruments, anew for each group of draws, that column says
nothing of an instrument any more: what is left of the order is owed to something else.
"""

from dataclasses import replace

import numpy as np

from sim.catalogue import instruments
from sim.core.errors import QuestionError
from sim.core.luck import fold, name_word, uniform
from sim.ensemble.run import run
from sim.experiments.facts.statistics import Numbers, rank_correlation
from sim.experiments.facts.worlds import AS_IS, Measure, Sample, Worlds
from sim.scenario import BASELINE, Option, Scenario, load

COLUMN = "vis"
MOST_DEALS = 25
_DEALT = name_word("placebo")


def visibility(measure: Measure, worlds: Worlds) -> Sample:
    """Rank correlation over instruments of true visibility with the cooling of a watched pair."""
    if measure["dealt"] not in ("as it is", "at random"):
        raise QuestionError(f"visibility is dealt as it is or at random, not {measure['dealt']!r}")
    scenario = _each_alone(measure, worlds)
    column = scenario.opening.catalogue[COLUMN]
    if measure["dealt"] == "as it is":
        cooling = _cooling(scenario, measure, worlds, worlds.draws, worlds.seed)
    else:
        deals = max(k for k in range(1, MOST_DEALS + 1) if worlds.draws % k == 0)
        parts = [
            _cooling(_dealt(scenario, deal), measure, worlds, worlds.draws // deals, (worlds.seed + deal) % 2**32)
            for deal in range(deals)
        ]
        cooling = np.concatenate(parts)
    return Sample(cooling, lambda means: rank_correlation(means, column))


def _each_alone(measure: Measure, worlds: Worlds) -> Scenario:
    parties = measure["pair"].split(":")
    options = {
        f"only_{key}": {
            "title": title,
            "provisions": [{"instrument": key, "parties": parties, "change": 1}],
        }
        for key, title in zip(instruments().keys, instruments().titles, strict=True)
    }
    changes = {"horizon": measure["years"], "watch": [measure["watched"]], "outcomes": ["alignment"]}
    plain = worlds.scenario(AS_IS)
    return load(worlds.facts.scenario, options=options, parameters=dict(plain.parameters), **changes)


def _dealt(scenario: Scenario, deal: int) -> Scenario:
    opening = scenario.opening
    luck = uniform(fold(np.uint64(_DEALT), np.uint64(deal)), np.arange(len(opening.instruments), dtype=np.uint64))
    order = np.argsort(np.asarray(luck))

    def shuffled(figures: object) -> dict[str, Numbers]:
        table = dict(figures)  # type: ignore[call-overload]
        return table | {COLUMN: table[COLUMN][order]}

    tables = ("catalogue", "catalogue_low", "catalogue_high")
    return replace(scenario, opening=replace(opening, **{name: shuffled(getattr(opening, name)) for name in tables}))


def _cooling(scenario: Scenario, measure: Measure, worlds: Worlds, draws: int, seed: int) -> Numbers:
    """How far each instrument alone cools the watched pair, `(world, instrument)`."""

    def ends(option: Option) -> Numbers:
        # One option at a time: the traces of all of them at once would fill the memory.
        one = run(
            replace(scenario, options=(option,)), draws, worlds.runs, seed, off=worlds.off, executor=worlds.executor
        )
        place = one.subjects.names["alignment"].index(measure["watched"])
        return one.kept[option.name].series["alignment"][:, -1, place]

    usual = ends(scenario.option(BASELINE))
    return np.stack([usual - ends(option) for option in scenario.options if option.name != BASELINE], axis=1)
