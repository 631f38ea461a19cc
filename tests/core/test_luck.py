"""Luck: known answers, the distribution of the numbers, and that no address listens to another."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from sim.core.luck import dyad_words, fold, gumbel, name_word, normal, pair_words, uniform, world_key

# Published first outputs of SplitMix64 for this seed.
SPLITMIX_SEED = 1234567
SPLITMIX = (
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
)
MANY = 200_000


WORLD = world_key(7, 0, 0)


def sample(words=None, key=WORLD):
    return np.asarray(uniform(key, jnp.arange(MANY) if words is None else words))


def test_known_answers_of_splitmix64():
    assert [int(word) for word in fold(SPLITMIX_SEED, jnp.arange(5))] == list(SPLITMIX)


def test_numbers_are_uniform():
    u = sample()
    counts, _ = np.histogram(u, bins=256, range=(0, 1))
    assert stats.chisquare(counts).pvalue > 0.01
    assert stats.kstest(u, "uniform").pvalue > 0.01


def test_numbers_lie_strictly_inside_the_unit_interval():
    u = sample()
    assert u.min() > 0
    assert u.max() < 1


def test_normal_and_gumbel_numbers_have_their_distributions():
    key = world_key(7, 1, 0)
    assert stats.kstest(np.asarray(normal(key, jnp.arange(MANY))), "norm").pvalue > 0.01
    assert stats.kstest(np.asarray(gumbel(key, jnp.arange(MANY))), "gumbel_r").pvalue > 0.01


def other_keys():
    luck = world_key(7, 0, 0)
    quarter = fold(luck, 3)
    return {
        "next draw": (luck, world_key(7, 1, 0)),
        "next run": (luck, world_key(7, 0, 1)),
        "draw and run exchanged": (world_key(7, 2, 5), world_key(7, 5, 2)),
        "next seed": (luck, world_key(8, 0, 0)),
        "next quarter": (quarter, fold(luck, 4)),
        "another stream": (fold(quarter, name_word("crisis")), fold(quarter, name_word("severe"))),
    }


@pytest.mark.parametrize("case", other_keys())
def test_luck_under_two_keys_is_not_correlated(case):
    first, second = (sample(key=key) for key in other_keys()[case])
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(MANY)
    assert not np.isin(first, second).any()


@pytest.mark.parametrize("lag", [1, 2, 3, 7])
def test_luck_of_neighbouring_addresses_is_not_correlated(lag):
    u = sample()
    assert abs(np.corrcoef(u[:-lag], u[lag:])[0, 1]) < 4 / np.sqrt(MANY)


def test_neighbouring_keys_fill_the_unit_square_evenly():
    keys = fold(world_key(7, 0, 0), jnp.arange(MANY))
    counts, _, _ = np.histogram2d(np.asarray(uniform(keys, 0)), np.asarray(uniform(keys, 1)), bins=16)
    assert stats.chisquare(counts.ravel()).pvalue > 0.01


def test_world_keys_never_meet():
    draw, run = np.meshgrid(np.arange(400), np.arange(50))
    keys = np.asarray(world_key(np.arange(4)[:, None], draw.ravel(), run.ravel()))
    assert len(np.unique(keys)) == keys.size


def test_a_pair_has_one_address_and_a_dyad_two():
    codes = jnp.asarray([name_word(code) for code in ("IND", "PAK", "TUR", "USA")], jnp.uint64)
    pairs, dyads = np.asarray(pair_words(codes)), np.asarray(dyad_words(codes))
    assert (pairs == pairs.T).all()
    assert len(np.unique(pairs)) == 10
    assert len(np.unique(dyads)) == 16


def test_the_word_of_a_name_never_changes():
    assert name_word("TUR") == 1439310806


def test_gumbel_choice_is_a_logit():
    utility = np.array([0.0, 1.0, -2.0, 0.5])
    luck = gumbel(fold(world_key(7, 0, 0), jnp.arange(MANY))[:, None], jnp.arange(4))
    chosen = np.bincount(np.asarray(jnp.argmax(utility + luck, axis=1)), minlength=4)
    expected = np.exp(utility) / np.exp(utility).sum() * MANY
    assert stats.chisquare(chosen, expected).pvalue > 0.01
