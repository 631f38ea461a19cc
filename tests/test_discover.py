"""Discovery finds the corner in which worlds fail, and says it."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.errors import QuestionError
from sim.experiments.box_words import sentence
from sim.experiments.discover import box_of, chosen, prim, trimmed


def corner(worlds=2000, seed=0):
    rng = np.random.default_rng(seed)
    x = pd.DataFrame(rng.random((worlds, 4)), columns=["a", "b", "c", "d"])
    return x, ((x["a"] > 0.7) & (x["b"] < 0.4)).to_numpy()


def test_a_corner_that_fails_is_found_and_nothing_else_is_named():
    x, y = corner()
    box = chosen(prim(x, y, peel=0.05))
    assert set(box.limits) == {"a", "b"}
    assert box.limits["a"][0] == pytest.approx(0.7, abs=0.02)
    assert box.limits["a"][1] == np.inf
    assert box.limits["b"] == (-np.inf, pytest.approx(0.4, abs=0.02))
    assert box.density > 0.97
    assert box.coverage > 0.9
    assert max(box.p_values.values()) < 1e-6


def test_columns_that_numbers_name_go_by_their_text_and_two_of_one_text_are_refused():
    x, y = corner()
    numbered = x.set_axis(range(4), axis=1)
    box = trimmed(chosen(prim(numbered, y)), numbered, y)
    assert set(box.limits) == {"0", "1"}
    assert box_of(box.limits, numbered, y) == box_of(box.limits, x.set_axis(list("0123"), axis=1), y)
    with pytest.raises(QuestionError, match="the same name, 0; rename"):
        prim(x.set_axis([0, 1, 2, "0"], axis=1), y)


def test_words_are_peeled_one_at_a_time():
    rng = np.random.default_rng(1)
    x = pd.DataFrame({"patron": rng.choice(["USA", "CHN", "none"], 900), "z": rng.random(900)})
    box = chosen(prim(x, (x["patron"] == "USA").to_numpy()))
    assert box.limits == {"patron": frozenset({"USA"})}
    assert (box.coverage, box.density) == (1, 1)
    assert sentence(box, 900).startswith("Where patron is USA, it fails in")


def test_a_sentence_counts_worlds_as_they_are():
    x, y = corner()
    box = chosen(prim(x, y))
    inside = ((x["a"] >= box.limits["a"][0]) & (x["b"] <= box.limits["b"][1])).to_numpy()
    said = sentence(box, len(x), {"a": "the will to react"})
    assert "the will to react is at least" in said
    assert f"it fails in {(y & inside).sum()} of {inside.sum()} model worlds" in said
    assert f"of the {y.sum()} in which it fails at all" in said


def test_a_corner_of_five_assumptions_is_found_among_noise():
    rng = np.random.default_rng(4)
    x = pd.DataFrame(rng.random((4000, 9)), columns=list("abcdefghi"))
    planted = {"a": (0.2, np.inf), "b": (-np.inf, 0.8), "c": (0.25, 0.85), "d": (-np.inf, 0.75), "e": (0.15, np.inf)}
    y = np.all([x[name].between(*ends) for name, ends in planted.items()], axis=0)
    y = y ^ (rng.random(4000) < 0.05)
    box = trimmed(chosen(prim(x, y, peel=0.05)), x, y)
    assert set(box.limits) == set(planted)
    for name, ends in planted.items():
        assert box.limits[name] == pytest.approx(ends, abs=0.08)
    assert box.density > 0.85


def test_what_is_the_same_in_every_world_or_alike_under_two_names_does_no_harm():
    x, y = corner()
    x = x.assign(constant=1.0, empty_word="same", switch=x["a"] > 0.7)
    boxes = prim(x, y)
    assert boxes[-1].density == 1
    assert not {"constant", "empty_word"} & {name for box in boxes for name in box.limits}
    assert boxes[-1].limits["switch"] == frozenset({True})


def test_limits_can_be_judged_on_other_worlds():
    x, y = corner()
    other, fails = corner(seed=9)
    found = chosen(prim(x, y))
    held = box_of(found.limits, other, fails)
    inside = ((other["a"] >= found.limits["a"][0]) & (other["b"] <= found.limits["b"][1])).to_numpy()
    assert (held.mass, held.density) == (inside.mean(), fails[inside].mean())
    assert held.coverage == fails[inside].sum() / fails.sum()
    nobody = box_of({"a": (2.0, np.inf)}, other, fails)
    assert nobody.mass == nobody.coverage == 0
    assert np.isnan(nobody.density)


def test_a_limit_that_is_not_needed_is_dropped():
    x, y = corner()
    box = chosen(prim(x, y))
    spoilt = box_of({**box.limits, "d": (0.02, np.inf)}, x, y)
    assert spoilt.p_values["d"] > 0.05
    assert trimmed(spoilt, x, y).limits == box.limits


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.02, 0.5), st.integers(1, 6))
def test_every_step_is_what_its_limits_hold_and_density_never_falls(seed, peel, values):
    rng = np.random.default_rng(seed)
    x = pd.DataFrame({"n": rng.integers(0, values, 200), "r": rng.random(200), "w": rng.choice(list("xyz"), 200)})
    y = rng.random(200) < 0.2 + 0.5 * (x["r"] > 0.6)
    boxes = prim(x, y.to_numpy(), peel)
    assert boxes[0].limits == {}
    assert (boxes[0].coverage, boxes[0].mass) == (1, 1)
    for before, box in pairwise(boxes):
        inside = np.ones(len(x), bool)
        for name, limit in box.limits.items():
            inside &= x[name].isin(limit) if isinstance(limit, frozenset) else x[name].between(*limit)
        assert box.mass == pytest.approx(inside.mean())
        assert box.density == pytest.approx(y[inside].mean())
        assert box.coverage == pytest.approx(y[inside].sum() / y.sum())
        assert box.density > before.density
        assert box.mass < before.mass


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda x, y: (x.assign(a=np.nan), y), "lack an assumption"),
        (lambda x, y: (x.set_axis(["a", "a", "b", "c"], axis=1), y), "the same name"),
        (lambda x, y: (x, y[:-1]), "one true or false for each"),
        (lambda x, y: (x, y.astype(float)), "one true or false for each"),
        (lambda x, y: (x, y & False), "0 of 2000 worlds fail"),
        (lambda x, y: (x, y | True), "2000 of 2000 worlds fail"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_a_reason(spoil, said):
    with pytest.raises(QuestionError, match=said):
        prim(*spoil(*corner()))


def test_a_column_of_numbers_and_words_is_judged_as_it_was_searched():
    x = pd.DataFrame({"mixed": pd.Series([1, "a", 2, "b"] * 25, dtype=object)})
    failing = x["mixed"].isin(["a", 2]).to_numpy()
    found = prim(x, failing)[-1]
    again = box_of(found.limits, x, failing)
    assert (found.coverage, found.mass) == (again.coverage, again.mass) == (1.0, 0.5)
