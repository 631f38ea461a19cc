"""Levels of provisions, moved while a world runs."""

import numpy as np
import pytest

import sim
from sim.abm import PolicyModel
from sim.core.errors import QuestionError
from tests.conftest import SCENARIOS


@pytest.fixture(scope="module")
def content():
    return sim.load(SCENARIOS / "minimal.yaml")


def level(model):
    table = model.agreements("PAK", "TUR")
    return float(table.loc[table["instrument"] == "mutual_defence_pact", "level"].sum())


def test_a_level_set_at_the_start_is_that_of_the_file(content):
    moved = PolicyModel(content, "pact")
    moved.set_level(0, 0.5)
    given = PolicyModel(content, "pact", levels={0: 0.5})
    written = PolicyModel(sim.load(SCENARIOS / "minimal.yaml", "options.pact.provisions[0].level=0.5"), "pact")
    for _ in range(4):
        for model in (moved, given, written):
            model.step()
    np.testing.assert_array_equal(moved.stock("alignment"), written.stock("alignment"))
    np.testing.assert_array_equal(given.stock("alignment"), written.stock("alignment"))
    assert level(written) == 0.5


def test_a_level_moved_on_the_way_holds_from_the_next_quarter(content):
    moved, usual = PolicyModel(content, "pact"), PolicyModel(content, "pact")
    for model in (moved, usual):
        for _ in range(4):
            model.step()
    np.testing.assert_array_equal(moved.stock("trust"), usual.stock("trust"))
    moved.set_level(0, 0.25)
    assert moved.provisions()["level"].tolist() == [0.25]
    assert level(moved) == 1.0
    moved.step()
    usual.step()
    assert (level(moved), level(usual)) == (0.25, 1.0)
    assert usual.provisions()["level"].tolist() == [1.0]


def test_a_level_set_to_what_it_was_changes_nothing(content):
    same, usual = PolicyModel(content, "pact"), PolicyModel(content, "pact")
    for _ in range(5):
        same.set_level(0, 1.0)
        same.step()
        usual.step()
    np.testing.assert_array_equal(same.stock("alignment"), usual.stock("alignment"))


def test_what_was_signed_lives_on_its_own():
    signed = sim.load(SCENARIOS / "minimal.yaml", "options.pact.provisions[0].enter=signed")
    model = PolicyModel(signed, "pact")
    model.set_level(0, 0.5)
    assert model.provisions()["movable"].tolist() == [True]
    for _ in range(3):
        model.step()
    assert level(model) == 0.5
    assert model.provisions()["movable"].tolist() == [False]
    with pytest.raises(QuestionError, match="too late to move its level"):
        model.set_level(0, 1.0)


def test_the_baseline_has_nothing_to_move(content):
    model = PolicyModel(content)
    assert model.provisions().empty
    with pytest.raises(QuestionError, match="baseline has 0 provisions"):
        model.set_level(0, 1.0)
