"""Pulls against closed forms: the limits of specification 13.2 on the code that the engine runs."""

import hypothesis.strategies as st
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import arrays
from jax.scipy.special import ndtri

from sim.core.luck import uniform, world_key
from sim.core.pull import Pull, event_rate, noise_signed, noise_unit, relax

QUARTER = 0.25
W = np.array([[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.0, 0.5, 0.5]])


def settle(x, pulls, steps=400, dt=QUARTER):
    return np.asarray(jax.lax.fori_loop(0, steps, lambda _, now: relax(now, [pulls(now)], dt)[0], jnp.asarray(x)))


@pytest.mark.parametrize("opening", [(1.0, 0.0, -1.0), (0.9, -0.3, 0.2)])
def test_degroot_reaches_the_consensus_of_the_perron_vector(opening):
    perron = np.array([0.25, 0.5, 0.25])
    closing = settle(opening, lambda x: (Pull(2.0, W @ x),))
    assert np.abs(closing - perron @ np.array(opening)).max() < 1e-10


def test_degroot_consensus_of_a_random_network():
    weights = np.array(uniform(world_key(1, 0, 0), jnp.arange(36))).reshape(6, 6)
    weights /= weights.sum(axis=1, keepdims=True)
    values, vectors = np.linalg.eig(weights.T)
    perron = np.real(vectors[:, np.argmax(np.real(values))])
    opening = np.linspace(-1, 1, 6) ** 3
    closing = settle(opening, lambda x: (Pull(1.5, weights @ x),))
    assert np.abs(closing - (perron / perron.sum()) @ opening).max() < 1e-10


def test_friedkin_johnsen_reaches_its_fixed_point():
    opening, social, anchor = np.array([1.0, 0.2, -0.7]), 0.6, 0.2
    share = social / (social + anchor)
    expected = np.linalg.solve(np.eye(3) - share * W, (1 - share) * opening)
    closing = settle(opening, lambda x: (Pull(social, W @ x), Pull(anchor, opening)))
    assert np.abs(closing - expected).max() < 1e-12


def test_two_stubborn_agents_who_hear_each_other_end_at_a_third():
    opening = np.array([1.0, -1.0])
    closing = settle(opening, lambda x: (Pull(0.5, x[::-1]), Pull(0.5, opening)))
    assert np.abs(closing - np.array([1 / 3, -1 / 3])).max() < 1e-12


@jax.jit
def event(trust, success, gain, loss):
    pulls = (
        Pull(jnp.where(success, event_rate(gain, 1.0), 0.0), 1.0),
        Pull(jnp.where(success, 0.0, event_rate(loss, 1.0)), 0.0),
    )
    return relax(trust, [pulls], 1.0)[0]


def test_trust_settles_where_gains_and_losses_balance():
    success, gain, loss = 0.8, 0.1, 0.25
    trust, total, steps = jnp.full(20_000, 0.6), 0.0, 80
    for step in range(20 + steps):
        luck = uniform(world_key(3, 0, step), jnp.arange(20_000))
        trust = event(trust, luck < success, gain, loss)
        total += float(trust.mean()) if step >= 20 else 0.0
    expected = success * gain / (success * gain + (1 - success) * loss)
    assert expected == pytest.approx(0.61538, abs=1e-5)
    assert total / steps == pytest.approx(expected, abs=1e-3)


def test_one_failure_takes_five_successes_to_mend():
    opening, gain, loss = 0.7, 0.1, 0.25
    trust, successes = event(jnp.asarray(opening), False, gain, loss), 0
    while trust < opening:
        trust, successes = event(trust, True, gain, loss), successes + 1
    assert successes == int(np.ceil(np.log((1 - opening * (1 - loss)) / (1 - opening)) / -np.log(1 - gain))) == 5


def test_an_isolated_dyad_settles_between_anchor_and_instrument_and_halves_its_distance():
    anchor, instrument, structural = 0.12, 0.07, -0.2
    pulls = (Pull(anchor, structural), Pull(instrument, 1.0))
    fixed = (anchor * structural + instrument) / (anchor + instrument)
    assert settle(0.9, lambda _: pulls, steps=1000) == pytest.approx(fixed, abs=1e-12)
    half_life = np.log(2) / (anchor + instrument)
    assert float(relax(jnp.asarray(0.9), [pulls], half_life)[0]) == pytest.approx((0.9 + fixed) / 2, abs=1e-12)


def test_constant_pulls_give_the_same_at_any_step_size():
    pulls = (Pull(0.4, 1.0), Pull(1.3, -0.6), Pull(0.05, 0.2))
    ends = [settle(0.3, lambda _: pulls, steps=steps, dt=3 / steps) for steps in (36, 12, 3)]
    assert np.ptp(ends) < 1e-12


def test_no_pull_at_all_moves_nothing():
    closing, entries = relax(jnp.asarray([0.3, -1.0]), [(Pull(0.0, 1.0),), (Pull(0.0, -1.0),)], QUARTER)
    assert closing.tolist() == [0.3, -1.0]
    assert not np.stack(entries).any()


def test_an_event_alone_moves_its_fraction_of_the_way():
    for dt in (1 / 12, QUARTER, 1.0):
        closing, _ = relax(jnp.asarray(0.2), [(Pull(event_rate(0.3, dt), 1.0),)], dt)
        assert float(closing) == pytest.approx(0.2 + 0.3 * 0.8, abs=1e-14)


@jax.jit
def three_causes(x, rates, targets, dt):
    pulls = [Pull(rate, target) for rate, target in zip(rates, targets, strict=True)]
    return relax(x, [(pulls[0], pulls[1]), (pulls[2],), (pulls[3], pulls[4], pulls[5])], dt, -1.0, 1.0)


@settings(max_examples=100, deadline=None)
@given(
    x=arrays(float, 8, elements=st.floats(-1, 1)),
    rates=arrays(float, (6, 8), elements=st.floats(0, 5)),
    targets=arrays(float, (6, 8), elements=st.floats(-1, 1)),
    dt=st.floats(1 / 365, 2),
)
def test_bounds_hold_and_the_ledger_closes_whatever_pulls(x, rates, targets, dt):
    closing, entries = three_causes(x, rates, targets, dt)
    entries = np.stack(entries)
    assert np.abs(closing).max() <= 1
    assert entries.shape == (4, 8)
    assert np.abs(closing - x - entries.sum(axis=0)).max() < 1e-13
    assert np.abs(entries[-1]).max() < 1e-12


@pytest.mark.parametrize("rate", [5.0, float(event_rate(0.999, QUARTER))])
def test_the_order_of_causes_does_not_matter(rate):
    causes = [(Pull(rate, 1.0),), (Pull(0.3, -1.0),), (Pull(0.7, 0.1),)]
    forward, first = relax(jnp.asarray(0.2), causes, QUARTER)
    backward, last = relax(jnp.asarray(0.2), causes[::-1], QUARTER)
    assert float(forward) == pytest.approx(float(backward), abs=1e-15)
    np.testing.assert_allclose(np.stack(first)[:3], np.stack(last)[2::-1], atol=1e-15)


# Midpoints of equal slices of the normal distribution: moments without sampling error.
XI = ndtri((jnp.arange(20_000) + 0.5) / 20_000)


@pytest.mark.parametrize("x", [-0.9, -0.3, 0.0, 0.5, 1.0])
def test_noise_on_a_signed_stock_has_no_drift_and_vanishes_at_the_bounds(x):
    start = jnp.full(XI.shape, x)
    moved = np.asarray(relax(start, [(noise_signed(start, XI, 0.04, QUARTER),)], QUARTER)[0]) - x
    assert abs(moved.mean()) < 0.002
    assert moved.std() == pytest.approx(0.04 * 0.5 * (1 - x**2), rel=0.02, abs=1e-12)


@pytest.mark.parametrize("x", [0.0, 0.2, 0.5, 0.95])
def test_noise_on_a_share_has_no_drift_and_vanishes_at_the_bounds(x):
    start = jnp.full(XI.shape, x)
    moved = np.asarray(relax(start, [(noise_unit(start, XI, 0.03, QUARTER),)], QUARTER)[0]) - x
    assert abs(moved.mean()) < 0.002
    assert moved.std() == pytest.approx(2 * 0.03 * 0.5 * x * (1 - x), rel=0.02, abs=1e-12)
