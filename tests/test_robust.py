"""Regret, worst cases and fronts on tables small enough to check by hand; and on real results."""

from dataclasses import replace

import numpy as np
import pytest

from sim.charts import front as front_chart
from sim.charts import regret as regret_chart
from sim.core.errors import QuestionError
from sim.experiments.enough import enough, half_width, running
from sim.experiments.robust import (
    beaten_by,
    best_share,
    front,
    front_share,
    overall,
    regret,
    robust,
    scaled,
    worst_mean,
)  # fmt: skip
from sim.experiments.robust_words import choices
from sim.scenario import Goal
from tests.failed_worlds import without_some

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


def test_who_is_beaten_is_beaten_by_one_that_nobody_beats():
    gains = np.array([[1.0, 1], [2, 2], [3, 3], [0, 4]])
    assert beaten_by(gains) == [2, 2, None, None]
    assert beaten_by(np.ones((3, 2))) == [None, None, None]


def test_a_front_that_hangs_on_the_draws_is_shared():
    firm = np.array([[[1.0] * 40, [2.0] * 40]])
    assert front_share(firm, 40, seed=1).tolist() == [0, 1]
    torn = np.array([[[1.0, -1] * 20, [0.0] * 40]])
    shares = front_share(torn, 40, seed=1)
    assert 0.4 < shares[0] < 0.6
    assert shares.sum() >= 1


def test_regrets_of_different_units_are_shares_of_the_largest():
    assert scaled(np.array([[2.0, 0], [4, 30], [0, 60]])).tolist() == [[0.5, 0], [1, 0.5], [0, 1]]
    assert scaled(np.zeros((2, 1))).tolist() == [[0], [0]]


def with_goals(small):
    goals = (
        Goal("closer", "alignment", "PAK:TUR", 0.0, None, small.scenario.quarters, "change"),
        Goal("calm", "tension", "IND:PAK", None, 2.0, small.scenario.quarters, "level"),
    )
    return replace(small, scenario=replace(small.scenario, goals=goals))


def test_goals_are_counted_by_worlds_that_meet_them(small):
    wanted, wishing = [("alignment", "PAK:TUR"), ("tension", "IND:PAK")], with_goals(small)
    table = robust(wishing, wanted).set_index(["outcome", "option"])
    assert table.loc[("tension", "baseline"), "meets"] == 1
    assert table.loc[("alignment", "baseline"), "meets"] == 1
    place = small.subjects.names["alignment"].index("PAK:TUR")
    ours, theirs = (small.kept[name].series["alignment"][:, -1, place] for name in ("pact", "baseline"))
    assert table.loc[("alignment", "pact"), "meets"] == (ours >= theirs).mean()
    total = overall(wishing, wanted).set_index("option")
    assert total.loc["pact", "meets_all"] == (ours >= theirs).mean()
    assert robust(small, wanted)["meets"].isna().all()
    said = " ".join(choices(table.reset_index(), total.reset_index(), 8))
    assert "Every goal on what is asked about is met most often by" in said
    assert "pact, each in 8 of 8 model worlds." in said


def test_an_option_gains_nothing_by_failing_where_it_is_hard(small):
    twins = replace(with_goals(small), kept={**small.kept, "pact": small.kept["exercises"]})
    place = small.subjects.names["alignment"].index("PAK:TUR")
    closer = small.kept["exercises"].series["alignment"][:, -1, place]
    middle = float(np.median(closer))
    goal = Goal("close", "alignment", "PAK:TUR", middle, None, small.scenario.quarters, "level")
    wishing = replace(twins, scenario=replace(small.scenario, goals=(goal,)))
    torn = without_some(wishing, {"pact": np.flatnonzero(closer < middle)[:3]})
    total = overall(torn, [("alignment", "PAK:TUR")]).set_index("option")
    assert total.loc["pact", "meets_all"] == total.loc["exercises", "meets_all"] == 4 / 5
    assert robust(torn, [("alignment", "PAK:TUR")]).set_index("option").loc["pact", "meets"] == 4 / 5


def test_options_that_are_alike_are_named_together_and_goals_that_nobody_meets_are_said_so(small):
    twins = replace(small, kept={**small.kept, "pact": small.kept["exercises"]})
    never = Goal("much closer", "alignment", "PAK:TUR", 5.0, None, small.scenario.quarters, "level")
    wishing = replace(twins, scenario=replace(small.scenario, goals=(never,)))
    wanted = [("alignment", "PAK:TUR")]
    said = " ".join(choices(robust(wishing, wanted), overall(wishing, wanted), 8))
    assert "Least regretted over everything that counts: exercises and pact, each by at most 0 %" in said
    assert "For alignment of PAK:TUR, exercises and pact gain most" in said
    assert "No option meets every goal on what is asked about in any model world." in said
    always = replace(wishing, scenario=replace(small.scenario, goals=(replace(never, at_least=-5.0),)))
    said = " ".join(choices(robust(always, wanted), overall(always, wanted), 8))
    assert "most often by exercises, pact and baseline, each in 8 of 8 model worlds." in said
    drawn = regret_chart.draw(twins, robust(twins, wanted), overall(twins, wanted))
    assert "and 1 as little" in " ".join(text.get_text() for text in drawn.texts)


def test_over_everything_each_option_is_judged_where_it_is_regretted_most(small):
    wanted = [("alignment", "PAK:TUR"), ("tension", "IND:PAK")]
    table, total = robust(small, wanted), overall(small, wanted).set_index("option")
    largest = table.groupby(["outcome"])["most_regret"].transform("max")
    share = (table["most_regret"] / largest.where(largest > 0, 1)).groupby(table["option"]).max()
    assert total["regret"].to_dict() == pytest.approx(share.to_dict())
    assert total["regret"].is_monotonic_increasing
    assert (total["beaten_by"] == "").to_dict() == total["front"].to_dict()
    assert total.index[0] in " ".join(choices(table, total.reset_index(), 8))


def test_charts_show_every_option_and_how_many_worlds(small):
    wanted = [("alignment", "PAK:TUR"), ("tension", "IND:PAK")]
    table, total = robust(small, wanted), overall(small, wanted)
    for figure in (regret_chart.draw(small, table, total), front_chart.draw(small, table)):
        said = " ".join(text.get_text() for text in figure.texts)
        assert all(option.title in said for option in small.scenario.options)
        assert "8 worlds" in said
    assert front_chart.draw(small, robust(small, wanted[:1])) is None


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
