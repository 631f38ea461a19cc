"""When shocks begin: by chance, at a rate, under a condition, as threats; and how large they turn out."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.core.luck import name_word, world_key
from sim.core.pairs import pair_of
from sim.ensemble.block import open_block
from sim.ensemble.draws import certain, known
from sim.model.shocks import KINDS, Conditions, shock_rows
from sim.model.unfold import start, unfold

WORLDS, QUARTERS = 2000, 8
ROWS = 3  # for the shocks of any test, so that they share a program
IND, PAK, TUR = 1, 2, 4
KEYS = world_key(1, np.arange(WORLDS, dtype=np.uint64), 0)
ALWAYS = np.ones(QUARTERS + 1, bool)
BUDGET = KINDS.index("budget")


@pytest.fixture(scope="module")
def setting(six):
    settings = open_block(known(six.opening, certain()), 1, np.array([0]), 1).settings
    return jax.tree.map(lambda leaf: jnp.asarray(np.asarray(leaf)[0]), settings)


def row(name="a shock", **columns):
    """One row with its luck named."""
    word = name_word(name)
    return {"kind": BUDGET, "first": PAK, "second": PAK, "low": 1, "high": 1, "word": word, "size_word": word} | columns


@pytest.fixture(scope="module")
def unfolds(setting):
    """A function: rows, and when an agreement of Pakistan and Türkiye is in force, to begun, size and second,
    each `(world, quarter, row)`."""

    def of(rows, in_force=ALWAYS, keys=KEYS):
        n = setting.opening.alignment.shape[0]
        between = np.zeros((1, n, n), bool)
        between[0, PAK, TUR] = between[0, TUR, PAK] = True
        asked = Conditions(between, np.zeros(1, np.int64), np.zeros(1), np.ones(1, bool))
        told = course(setting, shock_rows(rows, ROWS, asked), np.asarray(in_force, float), keys)
        return tuple(np.asarray(x)[:, :, : len(rows)] for x in told)

    return of


@jax.jit
def course(setting, shocks, in_force, keys):
    """What is told of every row in every quarter of many worlds."""
    n = setting.opening.alignment.shape[0]

    def step(carried, date):
        quarter, level = date
        levels = jnp.zeros(setting.opening.agreements.shape).at[:, pair_of(PAK, TUR, n)].set(level)
        now = unfold(shocks, carried[0], setting, setting.opening, levels, quarter, carried[1])
        return (now, carried[1]), (now.begun == quarter, now.drawn, now.second)

    def world(key):
        return jax.lax.scan(step, (start(shocks), key), (jnp.arange(len(in_force)), in_force))[1]

    return jax.vmap(world)(keys)


def test_a_shock_without_chances_begins_once_at_its_date(unfolds):
    begun, size, _ = unfolds([row(start=3)])
    assert (begun[:, :, 0] == (np.arange(QUARTERS + 1) == 3)).all()
    assert (size[:, 3:, 0] == 1).all()


def test_a_probability_is_the_share_of_worlds_in_which_it_happens(unfolds):
    begun, _, _ = unfolds([row(start=2, chance_low=0.3, chance_high=0.3)])
    assert begun.any(axis=(1, 2)).mean() == pytest.approx(0.3, abs=4 * np.sqrt(0.21 / WORLDS))
    assert set(np.argwhere(begun)[:, 1]) == {2}


def test_a_rate_brings_it_again_and_again(unfolds):
    begun, _, _ = unfolds([row(rate_low=0.8, rate_high=0.8)])
    chance = 1 - np.exp(-0.8 / 4)
    assert begun.mean() == pytest.approx(chance, abs=4 * np.sqrt(chance / begun.size))
    assert (begun.sum(axis=1) > 1).any()


def test_rows_of_one_name_happen_together_and_others_do_not(unfolds):
    rows = [row("one", rate_low=1, rate_high=1), row("one", rate_low=1, rate_high=1, kind=0)]
    begun, _, _ = unfolds([*rows, row("two", rate_low=1, rate_high=1)])
    assert (begun[:, :, 0] == begun[:, :, 1]).all()
    assert (begun[:, :, 0] != begun[:, :, 2]).any()


def test_luck_does_not_depend_on_which_other_shocks_there_are(unfolds):
    chosen = row("one", start=1, chance_low=0.5, chance_high=0.5, spread=1)
    alone, together = unfolds([chosen]), unfolds([row("two", rate_low=1, rate_high=1), chosen])
    for ours, theirs in zip(alone, together, strict=True):
        assert (ours[:, :, 0] == theirs[:, :, 1]).all()


def test_branches_share_out_what_may_happen(unfolds):
    bounds = {"right": (0.0, 0.6), "wrong": (0.6, 0.72), "nobody": (0.72, 1.0)}
    rows = [row(branch_low=low, branch_high=high, start=1) for low, high in bounds.values()]
    begun, _, _ = unfolds(rows)
    happened = begun.any(axis=1)
    assert (happened.sum(axis=1) == 1).all()
    np.testing.assert_allclose(happened.mean(axis=0), [0.6, 0.12, 0.28], atol=4 * np.sqrt(0.25 / WORLDS))


def test_a_condition_is_waited_for(unfolds):
    in_force = np.array([0, 0, 0, 1, 1, 1, 1, 1, 1])
    begun, _, _ = unfolds([row(condition=0), row(condition=0, after=2), row(condition=0, stop=3)], in_force)
    assert [list(np.flatnonzero(begun[0, :, k])) for k in range(3)] == [[3], [5], []]


def test_a_condition_that_lapses_begins_to_count_anew(unfolds):
    begun, _, _ = unfolds([row(condition=0, after=2)], np.array([1, 1, 0, 1, 1, 0, 1, 1, 1]))
    assert list(np.flatnonzero(begun[0, :, 0])) == [8]


def test_a_threat_is_carried_out_in_the_share_of_its_credibility_and_then_settled(unfolds):
    begun, _, _ = unfolds([row(condition=0, credible_low=0.7, credible_high=0.7)])
    assert begun.any(axis=(1, 2)).mean() == pytest.approx(0.7, abs=4 * np.sqrt(0.21 / WORLDS))
    assert set(np.argwhere(begun)[:, 1]) == {0}


def test_a_range_of_sizes_is_one_number_for_a_draw(unfolds):
    _, size, _ = unfolds([row(low=0.2, high=0.8)])
    assert 0.2 < size[0, 0, 0] < 0.8 and np.ptp(size[:, :, 0]) == 0


def test_what_luck_adds_to_a_size_is_centred_and_of_its_spread(unfolds):
    _, size, _ = unfolds([row(low=0, high=0, spread=0.4, start=1)])
    drawn = size[:, 1, 0]
    assert abs(drawn.mean()) < 4 * 0.4 / np.sqrt(WORLDS)
    assert drawn.std() == pytest.approx(0.4, rel=0.1)
    assert (size[:, 1:, 0] == drawn[:, None]).all()


def test_a_course_begins_at_nothing_swings_to_its_spread_and_remembers(unfolds):
    _, size, _ = unfolds([row(low=0, high=0, spread=0.15, persistence=0.5)], np.ones(24, bool))
    course = size[:, :, 0]
    assert not course[:, 0].any()
    assert course[:, -1].std() == pytest.approx(0.15, rel=0.1)
    assert np.corrcoef(course[:, -2], course[:, -1])[0, 1] == pytest.approx(0.5, abs=0.1)


def test_the_suspected_is_neither_the_victim_nor_the_author_and_often_an_enemy(unfolds):
    _, _, second = unfolds([row(kind=KINDS.index("tension"), first=IND, second=TUR, suspect=1, start=1)])
    assert (second[:, 0, 0] == TUR).all()
    found, times = np.unique(second[:, 1, 0], return_counts=True)
    assert not {IND, TUR} & set(found) and len(found) > 1
    assert found[np.argmax(times)] == PAK
