"""A discovery among many assumptions tells what is there, is checked on other draws, and tells nothing of noise."""

import numpy as np
import pandas as pd
import pytest

from sim.core.errors import QuestionError
from sim.experiments.discovery import FEWEST_DRAWS, RESAMPLES, discover
from sim.experiments.discovery_words import boxes_table, limits_table, told
from sim.experiments.drawn import Drawn
from sim.experiments.failing import effect_outside
from sim.experiments.own_draws import where_it_fails
from sim.experiments.screening import false_shares, screen, strengths
from tests.failed_worlds import without_some


def worlds(draws, seed=0, planted=True, runs=1, columns=200):
    """Many assumptions of which two matter, or none."""
    rng = np.random.default_rng(seed)
    x = pd.DataFrame(rng.random((draws, columns)), columns=[f"v{k}" for k in range(columns)])
    chance = np.where((x["v3"] > 0.6) & (x["v7"] < 0.5), 0.95, 0.05) if planted else np.full(draws, 0.4)
    draw = np.repeat(np.arange(draws), runs)
    return Drawn(x, draw, rng.random(draws * runs) < chance[draw])


def test_two_assumptions_are_found_among_two_hundred_and_hold_on_other_draws():
    found = discover(worlds(400), seed=1)
    assert set(found.best.limits) == {"v3", "v7"}
    assert found.best.limits["v3"][0] == pytest.approx(0.6, abs=0.1)
    assert found.best.limits["v7"][1] == pytest.approx(0.5, abs=0.1)
    assert found.holds
    assert found.kept_aside.density > 0.6
    assert min(found.again.values()) > RESAMPLES / 2
    text = " ".join(told(found))
    assert "v3 is at least" in text
    assert "so the box holds up" in text
    table = limits_table(found).set_index("assumption")
    assert table.loc["v3", "again_from"] == found.again["v3", "from"]
    assert pd.isna(table.loc["v3", "to"])
    assert len(boxes_table(found.boxes)) == len(found.boxes)


def test_noise_is_told_as_noise():
    silent = [discover(worlds(120, seed, planted=False), seed=1) for seed in range(12)]
    assert sum(found.best is None for found in silent) >= 10
    assert sum(found.holds for found in silent) <= 1
    text = " ".join(told(next(found for found in silent if found.best is None)))
    assert "none of them goes with failing more than luck alone can do" in text


def test_searching_noise_by_hand_does_not_hold_up_where_prim_alone_would_praise_itself():
    noise = worlds(150, seed=5, planted=False)
    found = discover(noise, seed=1, among=tuple(noise.x.columns[:40]))
    assert found.boxes[-1].density > 0.7
    assert not found.holds
    assert found.best is None or "does NOT hold up" in " ".join(told(found))


def test_a_box_in_which_a_few_draws_all_fail_is_not_said_to_hold():
    noise = worlds(40, seed=79, planted=False, columns=5)
    found = discover(noise, seed=1, among=tuple(noise.x.columns))
    assert found.kept_aside.density == 1
    assert found.apart[0] > 0
    assert found.by_luck == pytest.approx(found.failing_aside)  # one draw inside
    assert not found.holds
    assert "taken without looking, fail as much in 46 of 100 tries" in " ".join(told(found))


def test_runs_of_one_draw_are_searched_and_kept_aside_together():
    some = worlds(90, runs=3)
    found = discover(some, seed=1, among=("v3", "v7"))
    assert (found.worlds_searched, found.worlds_aside) == (180, 90)
    again = some.of(np.array([4, 4, 0]))
    assert again.draw.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert again.failing.tolist() == [*some.failing[12:15], *some.failing[12:15], *some.failing[:3]]


def test_strength_is_the_rank_correlation_or_that_with_the_distance_from_the_middle():
    x = np.column_stack([np.arange(9.0), np.zeros(9)])
    rising, ends = np.arange(9.0), np.abs(np.arange(9.0) - 4)
    assert strengths(x, rising) == pytest.approx([1, 0])
    assert strengths(x, -rising) == pytest.approx([1, 0])
    assert strengths(x, ends) == pytest.approx([1, 0])


def test_shares_of_false_finds_are_those_of_benjamini_and_hochberg():
    assert false_shares(np.array([0.04, 0.01, 0.03, 0.5])) == pytest.approx([0.16 / 3, 0.04, 0.16 / 3, 0.5])


def test_few_of_many_noises_pass_the_screen():
    passed = [
        (screen(w.x, w.shares(), seed=2)["false_share"] <= 0.1).sum() for w in (worlds(60, s, False) for s in range(10))
    ]
    assert sum(count > 0 for count in passed) <= 3


def test_draws_that_failed_are_named_where_too_few_are_left():
    with pytest.raises(QuestionError, match=r"13 of 30 draws failed.*17 are too few.*53 draws leave 30"):
        discover(worlds(17), seed=1, left_out=13)


def test_too_few_draws_are_refused():
    with pytest.raises(QuestionError, match="too few to find a box"):
        discover(worlds(FEWEST_DRAWS - 1), seed=1)


def test_of_a_study_that_lost_draws_it_is_told_how_many_would_do(small):
    fails = effect_outside(small.scenario, "alignment", "PAK:TUR", below=0.0)
    with pytest.raises(QuestionError, match=r"^4 draws are too few to find a box and to check it; take 30 or more$"):
        where_it_fails(small, "pact", fails)
    torn = without_some(small, {"pact": [6, 7]})
    with pytest.raises(
        QuestionError, match=r"^1 of 4 draws failed and are left out, and 3 are too few .* 40 draws leave 30$"
    ):
        where_it_fails(torn, "pact", fails)
