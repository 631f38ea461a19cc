"""Stylised facts are evaluated and shown; whether they hold is the model's affair, not a test's."""

import json
from dataclasses import replace

import numpy as np
import pytest

from sim.catalogue.facts import FactEntry, fact_set
from sim.core.errors import QuestionError
from sim.experiments.facts import COLUMNS, FAILS, HOLDS, NOT_EVALUATED, Worlds, chosen, evaluate, probe, tally
from sim.experiments.facts.measures import MEASURES
from sim.experiments.facts.order import PACKAGES, packages_in_order
from sim.experiments.facts.placebo import COLUMN, _dealt
from sim.experiments.facts.statistics import rank_correlation
from sim.model.setting import SWITCHES
from sim.outcomes import PARAMETERS
from sim.scenario import load

ALL = fact_set()
CHEAP = (
    "S1", "S12", "S13", "S14", "S15", "S16c", "S2", "S20", "S21", "S22", "S23a", "S24a", "S25", "S26", "S27", "S28",
    "S29", "S30a", "S31",
)  # fmt: skip


@pytest.fixture(scope="module")
def table():
    return evaluate(Worlds(chosen(ALL, CHEAP), draws=4, runs=2, seed=3))


def test_every_fact_says_what_it_is_and_on_what_it_rests():
    assert len({fact.id for fact in ALL.facts}) == len(ALL.facts) > 40
    for fact in ALL.facts:
        assert fact.statement.endswith("."), fact.id
        assert fact.band[0] < fact.band[1], fact.id
        assert fact.size is None or fact.band[0] <= fact.size <= fact.band[1], fact.id
        assert fact.measure["kind"] in MEASURES, fact.id


def test_every_measure_serves_some_fact():
    assert {fact.measure["kind"] for fact in ALL.facts} == set(MEASURES)


def test_what_holds_by_construction_is_marked():
    marked = {fact.id.rstrip("ab") for fact in ALL.facts if fact.by_construction}
    assert marked == {"S12", "S23", "S27", "V1"}


def test_the_world_of_the_facts_loads_with_every_option_and_variant_they_name():
    options = {option.name for option in load(ALL.scenario).options}
    for fact in ALL.facts:
        for name in {**fact.measure.get("terms", {}), **fact.measure.get("over", {})}:
            variant, option = name.split("/")
            assert variant in ALL.variants, fact.id
            assert option in options, fact.id


def test_a_probe_keeps_within_what_the_model_declares():
    ids = {fact.id for fact in ALL.facts}
    for entry in ALL.probes:
        assert entry.fact in ids
        assert set(entry.without) <= set(SWITCHES)
        assert len(entry.without) + len(entry.parameters) == 1
        for name, value in entry.parameters.items():
            assert PARAMETERS[name].low <= value <= PARAMETERS[name].high


def test_every_case_is_evaluated_and_reported_with_a_finite_figure(table):
    assert list(table.columns) == list(COLUMNS)
    assert sorted(table["id"]) == sorted(CHEAP)
    assert set(table["verdict"]) <= {HOLDS, FAILS}
    assert np.isfinite(table["figure"].astype(float)).all()
    known_of_each_world = table[table["id"] != "S27"]
    assert (known_of_each_world["lo"] <= known_of_each_world["hi"]).all()
    assert known_of_each_world["p_worlds"].between(0, 1).all()
    assert known_of_each_world["p_mean"].between(0, 1).all()
    assert (table["why"].ne("") == table["verdict"].eq(FAILS)).all()


def test_the_figure_decides_the_verdict(table):
    outside = ~table["figure"].between(table["low"], table["high"])
    assert outside.any()
    assert (table[outside]["verdict"] == FAILS).all()
    assert table[outside]["why"].str.contains("outside").all()


def test_what_follows_from_the_equations_is_shown_and_not_counted(table):
    found = tally(table)
    assert found["by construction"] == 3
    assert sum(found.values()) == len(CHEAP)


def test_a_fact_that_cannot_be_measured_says_why():
    measure = {"kind": "effect", "outcome": "alignment", "subjects": ["IND:TUR"]}
    measures = [
        {"kind": "guess"},
        measure | {"terms": {"as_it_was/EX": 1}},
        measure | {"terms": {"as_is/EXX": 1}},
    ]
    facts = tuple(
        FactEntry(id=f"X{k}", statement="X.", source="none", grade="judgement", band=(0, 1), measure=wrong)
        for k, wrong in enumerate(measures)
    )
    said = evaluate(Worlds(replace(ALL, facts=facts), draws=1, runs=1, seed=1))
    assert set(said["verdict"]) == {NOT_EVALUATED}
    assert said["why"].str.contains("no measure of kind 'guess'|no variant named|no option named").all()


def test_a_stem_stands_for_all_its_facts_and_an_unknown_one_is_refused():
    assert [fact.id for fact in chosen(ALL, ["S24"]).facts] == ["S24a", "S24b", "S24c", "S24d"]
    assert chosen(ALL, []).facts == ALL.facts
    with pytest.raises(QuestionError, match="no fact is called 'S244'; did you mean S24"):
        chosen(ALL, ["S244"])


def test_a_probe_changes_the_figure_and_nothing_that_ships(table):
    before = dict(PARAMETERS)
    facts = replace(chosen(ALL, ["S13"]), probes=tuple(e for e in ALL.probes if e.fact == "S13"))
    found = probe(Worlds(facts, draws=4, runs=2, seed=3))
    assert len(found) == len(facts.probes) > 1
    assert (found["figure"] != table.set_index("id").loc["S13", "figure"]).all()
    assert before == PARAMETERS


def test_ranks_correlate_as_spearman_says():
    others = np.array([0.1, 0.2, 0.3, 0.4])
    assert rank_correlation(np.array([1.0, 2.0, 30.0, 400.0]), others) == pytest.approx(1)
    assert rank_correlation(np.array([4.0, 3.0, 2.0, 1.0]), others) == pytest.approx(-1)
    assert rank_correlation(np.array([2.0, 1.0, 4.0, 3.0]), others) == pytest.approx(0.6)
    assert np.isnan(rank_correlation(np.ones(4), others))


def test_a_deal_moves_visibility_and_nothing_else():
    scenario = load(ALL.scenario)
    ours, theirs = scenario.opening, _dealt(scenario, 0).opening
    for table in ("catalogue", "catalogue_low", "catalogue_high"):
        for column, figures in getattr(ours, table).items():
            dealt = getattr(theirs, table)[column]
            assert np.array_equal(dealt, figures) == (column != COLUMN)
            assert np.array_equal(np.sort(dealt), np.sort(figures)), column
    assert not np.array_equal(_dealt(scenario, 1).opening.catalogue[COLUMN], theirs.catalogue[COLUMN])


def test_the_command_tells_each_fact_with_its_figure_band_and_probabilities(entente):
    code, out, _ = entente("facts", "--worlds", "4", "--only", "S2", "--json")
    said = json.loads(out)
    (fact,) = said["facts"]
    assert code == 0
    assert (said["worlds"], said["draws"], said["runs"]) == (4, 1, 4)
    assert fact["id"] == "S2"
    assert {"figure", "low", "high", "p_mean", "p_worlds", "direction", "source", "by_construction"} <= set(fact)


def test_the_scoreboard_reads_at_eighty_columns(entente):
    code, out, _ = entente("facts", "--worlds", "4", "--only", "S2", "--only", "S24b")
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "hold" in out and "fail" in out


def test_the_order_of_the_packages_is_counted_over_draws():
    order = packages_in_order(Worlds(ALL, draws=4, runs=2, seed=3))
    for _, ranked in order.groupby(["outcome", "subject"]):
        assert sorted(ranked["rank"])[0] == 1
        assert len(ranked) == len(PACKAGES)
    assert order["keeps"].between(0, 1).all()
    assert (order["draws"] == 4).all()


def test_an_unknown_fact_is_told_in_one_line(entente):
    code, _, said = entente("facts", "--only", "S130")
    assert code == 2
    assert said.startswith("no fact is called 'S130'")
