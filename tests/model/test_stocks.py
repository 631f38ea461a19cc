"""Stocks at the corners of what may be assumed: bounds, symmetry, closed ledgers, and no favoured numbering."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from sim.core import pairs as core_pairs
from sim.core.struct import Figures
from sim.ensemble.draws import Doubt, known
from sim.model.learn import causes
from sim.model.learn.alignment import ALIGNMENT
from sim.model.learn.trust import TRUST
from sim.model.setting import expected_quarter
from sim.model.state import STOCKS
from sim.outcomes import PARAMETERS
from sim.scenario import policy
from tests.model import one_quarter

ROUNDING = 1e-12
corners = st.lists(st.booleans(), min_size=len(PARAMETERS), max_size=len(PARAMETERS))


def at_corner(high):
    values = {p.name: p.high if up else p.low for p, up in zip(PARAMETERS.values(), high, strict=True)}
    return Doubt(values, values)


def books(world, scenes):
    """How far each ledger is from the change of its stock, and what its bounds took back: the largest of both."""
    for stock, ledger in (("alignment", world.ledger_alignment), ("trust", world.ledger_trust)):
        entries = np.stack(ledger)
        change = np.asarray(getattr(world.state, stock)) - np.asarray(getattr(scenes.state, stock))[0]
        yield max(np.abs(entries.sum(axis=0) - change).max(), np.abs(entries[-1]).max())


def check(world, scenes):
    """Bounds, symmetry and books of one world."""
    for stock in STOCKS:
        values = np.asarray(getattr(scenes.state, stock.name))
        assert np.isfinite(values).all(), stock.name
        assert stock.low <= values.min() <= values.max() <= stock.high, stock.name
        if stock.symmetric and "other" in stock.axes:
            assert np.abs(values - values.swapaxes(1, 2)).max() <= ROUNDING, stock.name
    assert np.asarray(scenes.state.dependence).sum(axis=2).max() <= 1 + ROUNDING
    assert max(books(world, scenes)) <= ROUNDING


def test_stocks_stay_in_bounds_at_the_corners_of_all_ranges(six, walk):
    @settings(max_examples=60, deadline=None)
    @given(high=corners, dt=st.sampled_from([1 / 12, 0.25, 1.0, 2.0]), draw=st.integers(0, 10**6))
    def hold(high, dt, draw):
        world, scenes, _ = walk("three_ways", facts=known(six.opening, at_corner(high)), draw=draw, dt=dt)
        check(world, scenes)

    hold()


@pytest.mark.parametrize("stock", [stock for stock in STOCKS if "other" in stock.axes], ids=lambda s: s.name)
def test_nobody_has_a_tie_with_itself(walk, stock):
    _, scenes, _ = walk("three_ways")
    values = np.asarray(getattr(scenes.state, stock.name))
    assert not np.diagonal(values, axis1=1, axis2=2).any()


def test_the_ledger_of_every_dyad_adds_up_to_its_change(walk):
    world, scenes, _ = walk("three_ways")
    assert max(books(world, scenes)) <= ROUNDING
    assert np.abs(np.asarray(world.state.alignment) - np.asarray(scenes.state.alignment)[0]).max() > 0.01


def renumbered(facts, order):
    """What is known with the actors in another order."""
    n = len(order)

    def turn(value):
        value = np.asarray(value)
        value = value[order] if value.ndim and value.shape[0] == n else value
        return value[:, order] if value.ndim > 1 and value.shape[1] == n else value

    names = ("actor", "actor_doubt", "dyad", "dyad_doubt")
    figures = {name: Figures({k: turn(v) for k, v in getattr(facts, name).items()}) for name in names}
    arrays = {name: turn(getattr(facts, name)) for name in ("level", "level_doubt", "distance_km", "actor_words")}
    return facts.__class__(**{**{f: getattr(facts, f) for f in facts.__dataclass_fields__}, **figures, **arrays})


def test_renumbering_the_actors_changes_nothing(six, walk):
    order = np.array([4, 2, 0, 5, 1, 3])
    facts = known(six.opening, at_corner([k % 2 == 0 for k in range(len(PARAMETERS))]))
    rows = policy(six, "three_ways", 8)
    place = np.argsort(order)
    members = rows.members._replace(actor=place[rows.members.actor], anchor=place[rows.members.anchor])
    moved = rows._replace(first=place[rows.first], second=place[rows.second], members=members)
    _, scenes, events = walk(facts=facts, rows=rows, shaken=())
    _, turned, events_turned = walk(facts=renumbered(facts, order), rows=moved, shaken=())
    assert (np.asarray(events.chosen.act)[:, order] == np.asarray(events_turned.chosen.act)).all()
    assert np.asarray(events.chosen.act).any()
    first, second = core_pairs.members(len(order))
    pairs = core_pairs.pair_of(order[first], order[second], len(order))
    for stock in STOCKS:
        values = np.asarray(getattr(scenes.state, stock.name))
        values = values[:, :, pairs] if "pair" in stock.axes else values[:, order]
        values = values[:, :, order] if "other" in stock.axes else values
        np.testing.assert_allclose(np.asarray(getattr(turned.state, stock.name)), values, atol=1e-11, rtol=0)


def test_expected_pulls_cancel_at_the_opening(walk):
    _, scenes, _ = walk(shaken=())
    opening = one_quarter.of(scenes, 0)
    happened = expected_quarter(opening)
    anchors = {"alignment": opening.setting.anchor_alignment, "trust": opening.setting.anchor_trust}
    for stock, mechanisms in (("alignment", ALIGNMENT), ("trust", TRUST)):
        x = np.asarray(getattr(opening.state, stock))
        pulls = [pull for group in causes(mechanisms, opening, happened).values() for pull in group]
        drift = sum(np.broadcast_to(pull.rate * (pull.target - x), x.shape) for pull in pulls)
        anchor = np.asarray(anchors[stock])
        inside = (anchor < 1) & (anchor > (-1 if stock == "alignment" else 0)) & ~np.eye(len(x), dtype=bool)
        assert inside.mean() > 0.5
        assert np.abs(drift[inside]).max() < ROUNDING
