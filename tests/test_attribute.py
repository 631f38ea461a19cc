"""What provisions bring, on worlds that were really run: shares close, a dummy has nothing, twins share equally."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from sim import load, run
from sim.charts import attribution
from sim.core.errors import QuestionError
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.experiments.attribute import attribute, parts_of
from sim.experiments.paired import Workforce, figure, values

SAMPLING = Sampling(draws=4, runs=2, seed=7, quarters=12)


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


FORCE = Workforce(threads, 2)


@pytest.fixture(scope="module")
def scenario():
    return load("scenarios/minimal.yaml")


@pytest.fixture(scope="module")
def package(scenario):
    """Exercises twice (twins), the pact, and a provision that changes nothing."""
    exercises, pact = (scenario.option(name).provisions[0] for name in ("exercises", "pact"))
    nothing = replace(exercises, instrument="naval", change=0.0)
    return replace(scenario.option("pact"), name="package", provisions=(exercises, pact, nothing, exercises))


@pytest.fixture(scope="module")
def parts():
    return Parts()


@pytest.fixture(scope="module")
def found(scenario, package, parts):
    return attribute(scenario, package, figure(scenario, "alignment", "PAK:TUR"), SAMPLING, parts, FORCE)


def test_shares_add_up_to_what_the_package_changes_in_the_same_worlds(scenario, package, parts, found):
    asked = figure(scenario, "alignment", "PAK:TUR")
    base, whole = values([(scenario, scenario.options[0]), (scenario, package)], asked, SAMPLING, parts, FORCE)
    table = found.table.set_index("part")
    effect = (whole - base).mean()
    assert effect != 0
    assert table.loc["all", "share"] == pytest.approx(effect, abs=1e-12)
    assert table["share"].drop("all").sum() == pytest.approx(effect, abs=1e-12)


def test_a_provision_that_changes_nothing_brings_exactly_nothing(found):
    row = found.table.set_index("part").loc["naval"]
    assert (row[["share", "lo", "hi", "alone", "last"]] == 0).all()
    assert (found.interactions["naval"] == 0).all()


def test_two_provisions_that_are_the_same_have_equal_shares(found):
    twins = found.table[found.table["part"].str.startswith("joint_exercises")]
    assert list(twins["part"]) == ["joint_exercises PAK:TUR #1", "joint_exercises PAK:TUR #2"]
    first, second = twins[["share", "lo", "hi", "alone", "last"]].to_numpy()
    assert first == pytest.approx(second, abs=1e-15)
    assert first[0] != 0


def test_interactions_are_symmetric(found):
    square = found.interactions.to_numpy()
    assert np.array_equal(square, square.T)


def test_the_chart_shows_every_provision_and_the_whole(small, found):
    drawn = attribution.draw(small, "pact", ("alignment", "PAK:TUR"), found.table, failed=1)
    said = " ".join(text.get_text() for text in drawn.texts)
    assert all(name in said for name in ("mutual defence pact", "naval", "whole package", "8 of 9 worlds"))


def test_many_provisions_of_few_instruments_are_taken_by_instrument_and_too_many_are_refused(scenario, package):
    first = package.provisions[0]
    nine = replace(package, provisions=(first,) * 8 + (package.provisions[1],))
    assert {name: len(some) for name, some in parts_of(nine).items()} == {
        "joint_exercises": 8,
        "mutual_defence_pact": 1,
    }
    keys = scenario.opening.instruments[:9]
    with pytest.raises(QuestionError, match="9 instruments"):
        parts_of(replace(package, provisions=tuple(replace(first, instrument=key) for key in keys)))
    with pytest.raises(QuestionError, match="nothing to attribute"):
        parts_of(replace(package, provisions=()))


def test_a_world_that_failed_in_the_study_fails_where_it_is_run_again(parts):
    wild = load("scenarios/minimal.yaml", "uncertainties.sig_a=[1,3e307]")
    study, again = run(wild, 12, 2, wild.seed), Sampling(12, 2, wild.seed, 12)
    asks = [(wild, wild.option(name)) for name in study.options]
    found = values(asks, figure(wild, "alignment", "PAK:TUR"), again, parts, FORCE)
    for name, figures in zip(study.options, found, strict=True):
        assert 0 < study.sound(name).sum() < study.worlds
        assert np.array_equal(np.isfinite(figures), study.sound(name))
