"""Shocks: each does what its entry in the catalogue says, to whom it says, when it says."""

import numpy as np
import pytest

from sim.core.pairs import square
from sim.model.shocks import KINDS
from sim.model.state import STOCKS

IND, PAK, SAU, TUR = 1, 2, 3, 4
QUARTER, OPEN = 4, 10**6


def shock(name, first, second, size, start=QUARTER, stop=OPEN):
    return (KINDS.index(name), first, second, size, start, stop)


def change(walk, stock, *listed):
    """What shocks change of a stock, `(quarter, ...)`."""
    option = "three_ways" if stock == "implementation" else "nothing"
    (_, with_them, _), (_, without, _) = (walk(option, shaken=shocks) for shocks in (listed, ()))
    return np.subtract(*(series(scenes, stock) for scenes in (with_them, without)))


def series(scenes, stock):
    """A stock, or the obligation that is perceived, `(quarter, ...)`; of instruments their sum."""
    if stock == "obligation":
        return np.asarray(scenes.view.cooperation.obligation)
    values = np.asarray(getattr(scenes.state, stock))
    return np.asarray(square(values.sum(axis=1))) if stock == "implementation" else values


CASES = {
    "crisis": (shock("crisis", IND, PAK, 1.0), "tension", (IND, PAK), 1),
    "tension": (shock("tension", IND, PAK, 0.5), "tension", (IND, PAK), 1),
    "sanctions": (shock("sanctions", IND, TUR, 0.6), "sanctions", (IND, TUR), 1),
    "delivery_failure": (shock("delivery_failure", PAK, TUR, 1.0), "trust", (PAK, TUR), -1),
    "contested_interest": (shock("contested_interest", SAU, TUR, 0.5), "tension", (SAU, TUR), 1),
    "fiscal_strain": (shock("fiscal_strain", PAK, PAK, 0.3), "fiscal_strain", (PAK,), 1),
    "budget": (shock("budget", PAK, PAK, -0.3), "fiscal_strain", (PAK,), 1),
    "assertiveness": (shock("assertiveness", TUR, TUR, 0.5), "tension", (IND, TUR), 1),
    "position": (shock("position", IND, IND, 2.0), "position", (IND,), 1),
    "trust": (shock("trust", IND, PAK, 0.2), "trust", (IND, PAK), -1),
    "lead": (shock("lead", PAK, TUR, 1.0), "implementation", (PAK, TUR), -1),
    "obligation": (shock("obligation", PAK, SAU, 0.9), "obligation", (PAK, SAU), -1),
    # The licensor is the first of the actors, China, on whom Pakistan depends.
    "licence": (shock("licence", PAK, TUR, 9.0), "implementation", (PAK, TUR), -1),
    "trust_anchor": (shock("trust_anchor", PAK, PAK, 1.0), "trust", (PAK, TUR), -1),
    "coup": (shock("coup", PAK, PAK, 1.0), "trust", (PAK, SAU), 1),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_shock_moves_what_it_names_from_its_quarter_on(walk, name):
    row, stock, place, sign = CASES[name]
    moved = change(walk, stock, row)
    assert not moved[:QUARTER].any()
    assert sign * moved[(QUARTER + 1, *place)] > 0


@pytest.mark.parametrize("name", KINDS)
def test_nothing_moves_before_a_shock(walk, name):
    for stock in STOCKS:
        assert not change(walk, stock.name, CASES[name][0])[: QUARTER + 1].any(), stock.name


def test_a_shock_to_a_pair_strikes_both_alike(walk):
    moved = change(walk, "tension", shock("tension", PAK, IND, 0.5))[QUARTER + 1]
    assert moved[IND, PAK] == moved[PAK, IND] > 0


def test_sanctions_have_a_direction(walk):
    moved = change(walk, "sanctions", shock("sanctions", IND, TUR, 0.6))[QUARTER + 1]
    assert moved[IND, TUR] > 0.5
    assert moved[TUR, IND] == 0


def test_two_incidents_in_one_quarter_raise_tension_and_stay_finite(walk):
    moved = change(walk, "tension", shock("tension", IND, PAK, 0.6), shock("tension", PAK, IND, 0.6))
    assert np.isfinite(moved).all()


def test_a_lighter_crisis_raises_tension_less(walk):
    light, full = (
        change(walk, "tension", shock("crisis", IND, PAK, size))[QUARTER + 1, IND, PAK] for size in (0.4, 1.0)
    )
    assert 0 < light < full


def test_a_few_failed_deliveries_cost_less_trust_than_all(walk):
    few, every = (
        change(walk, "trust", shock("delivery_failure", PAK, TUR, size))[QUARTER + 4, PAK, TUR] for size in (0.2, 1.0)
    )
    assert every < few <= 0
