"""Stylised facts are evaluated and shown; whether they hold is the model's affair, not a test's."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from sim.experiments.facts import COLUMNS, FAILS, HOLDS, NOT_EVALUATED, evaluate
from sim.scenario import load

CASES = Path(__file__).parent / "cases"
ALL = yaml.safe_load((CASES / "facts.yaml").read_text(encoding="utf-8"))
CHEAP = ("S1", "S2", "S4a", "S9", "S13", "S14", "S15", "S16c", "S22", "S23a", "S24a", "S27", "S30a")
KEYS = {"id", "statement", "basis", "grade", "measure", "size", "direction", "share", "by_construction"}


def cases(*names, facts=None):
    chosen = [fact for fact in ALL["facts"] if fact["id"] in names] if facts is None else facts
    return ALL | {"scenario": CASES / ALL["scenario"], "facts": chosen}


@pytest.fixture(scope="module")
def table():
    return evaluate(cases(*CHEAP), draws=4, runs=2, seed=3)


def test_every_fact_says_what_it_is_and_on_what_it_rests():
    assert len({fact["id"] for fact in ALL["facts"]}) == len(ALL["facts"]) > 30
    for fact in ALL["facts"]:
        assert set(fact) <= KEYS, fact["id"]
        assert fact["statement"].endswith(".")
        assert fact["basis"]
        assert fact["grade"] in ("data", "literature", "judgement")
        assert fact["size"][0] < fact["size"][1]
        assert fact.get("direction", "up") in ("up", "down")


def test_what_holds_by_construction_is_marked():
    marked = {fact["id"].rstrip("ab") for fact in ALL["facts"] if fact.get("by_construction")}
    assert marked == {"S12", "S23", "S27"}


def test_the_world_of_the_facts_loads_with_every_option_and_variant_they_name():
    options = {option.name for option in load(CASES / ALL["scenario"]).options}
    for fact in ALL["facts"]:
        for name in {**fact["measure"].get("terms", {}), **fact["measure"].get("over", {})}:
            variant, option = name.split("/")
            assert variant in ALL["variants"], fact["id"]
            assert option in options, fact["id"]


def test_every_case_is_evaluated_and_reported_with_a_finite_figure(table):
    assert list(table.columns) == list(COLUMNS)
    assert table["id"].tolist() == list(CHEAP)
    assert set(table["verdict"]) <= {HOLDS, FAILS}
    assert np.isfinite(table["figure"].astype(float)).all()
    known_of_each_world = table[table["id"] != "S27"]
    assert (known_of_each_world["lo"] <= known_of_each_world["hi"]).all()
    assert known_of_each_world["share"].between(0, 1).all()
    assert (table["why"].ne("") == table["verdict"].eq(FAILS)).all()


def test_the_figure_decides_the_verdict(table):
    for fact, row in zip(cases(*CHEAP)["facts"], table.itertuples(), strict=True):
        low, high = fact["size"]
        if not low <= row.figure <= high:
            assert row.verdict == FAILS
            assert "outside" in row.why


def test_a_fact_that_cannot_be_measured_says_why():
    broken = {"id": "X", "statement": "X.", "basis": "none", "grade": "judgement", "size": [0, 1]}
    measure = {"kind": "effect", "outcome": "alignment", "subjects": ["IND:TUR"]}
    facts = [
        broken | {"measure": {"kind": "guess"}},
        broken | {"measure": measure | {"terms": {"as_it_was/EX": 1}}},
        broken | {"measure": measure | {"terms": {"as_is/EXX": 1}}},
    ]
    said = evaluate(cases(facts=facts), draws=1, runs=1, seed=1)
    assert set(said["verdict"]) == {NOT_EVALUATED}
    assert said["why"].str.contains("no measure of kind 'guess'|no variant named|no option named").all()
