"""Regret, worst cases and fronts on tables small enough to check by hand; and on real results."""

import numpy as np
import pytest

from sim.core.errors import QuestionError
from sim.experiments.enough import enough, half_width, running
from sim.experiments.robust import best_share, front, regret, robust, worst_mean

GAIN = np.array([[0.0, 0, 0, 0], [3, 1, -2, 1], [1, 1, 1, 0.5]])


def test_regret_is_what_the_best_of_each_draw_gains_more():
    assert regret(GAIN).tolist() == [[3, 1, 1, 1], [0, 0, 3, 0], [2, 0, 0, 0.5]]


def test_best_shares_sum_to_one_and_equals_share():
    assert best_share(GAIN).tolist() == [0, 0.625, 0.375]


def test_the_worst_tenth_holds_at_least_one_draw():
    assert worst_mean(GAIN).tolist() == [0, -2, 0.5]
    assert worst_mean(np.arange(100.0)[None, ::-1]).tolist() == [4.5]


def test_the_front_leaves_out_what_another_beats_in_everything():
    assert front(np.array([[1.0, 1], [2, 0], [0, 2], [1, 1], [0.5, 0.5]])).tolist() == [True, True, True, True, False]


def test_the_table_of_a_study_closes_on_its_effects(small):
    wanted = [("alignment", "PAK:TUR"), ("tension", "IND:PAK")]
    table = robust(small, wanted)
    effects = small.effects(quarters=[small.scenario.quarters])
    assert list(table["option"].unique()) == list(small.options)
    for (outcome, subject), sign in zip(wanted, (1, -1), strict=True):
        rows = table[(table["outcome"] == outcome) & (table["subject"] == subject)].set_index("option")
        told = effects[(effects["outcome"] == outcome) & (effects["subject"] == subject)].set_index("option")["mean"]
        assert rows.loc[told.index, "gain"].to_numpy() == pytest.approx(sign * told.to_numpy(), abs=1e-12)
        assert rows["best_in"].sum() == pytest.approx(1)
        assert (rows["mean_regret"] >= 0).all()
        assert rows.loc["baseline", "gain"] == 0


def test_outcomes_without_direction_or_measure_are_refused(small):
    with pytest.raises(QuestionError, match="was not measured"):
        robust(small, [("alignment", "USA:JPN")])
    with pytest.raises(QuestionError, match="has a direction"):
        robust(small, [("agreements", "PAK:TUR")])


def test_an_interval_of_draws_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(0)
    means = rng.normal(size=(4000, 8))
    hit = np.mean([abs(row.mean()) <= half_width(row) for row in means])
    assert hit == pytest.approx(0.9, abs=0.015)


def test_enough_says_a_number_that_is_enough():
    rng = np.random.default_rng(1)
    effect = (rng.normal(size=(40, 1)) + 0.3 * rng.normal(size=(40, 5))).ravel()
    said = enough(effect, draws=40, target=0.1)
    more = (rng.normal(size=(said.needed, 1)) + 0.3 * rng.normal(size=(said.needed, 5))).ravel()
    assert half_width(more.reshape(said.needed, -1).mean(axis=1)) == pytest.approx(0.1, rel=0.3)
    assert enough(effect, draws=40, target=10).needed == 3
    table = running(effect, draws=40)
    assert table["half_width"].iloc[-1] == pytest.approx(said.half_width)
    assert table["mean"].iloc[-1] == pytest.approx(effect.mean())


def test_impossible_targets_are_refused():
    with pytest.raises(QuestionError, match="above 0"):
        enough(np.ones(10), 5, 0)
    with pytest.raises(QuestionError, match="at least 3 draws"):
        half_width(np.ones(2))
