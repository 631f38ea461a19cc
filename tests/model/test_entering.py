"""The three ways in which a provision enters a world in which nobody acts otherwise."""

import numpy as np
import pytest

from sim.catalogue import instruments
from sim.core.pairs import pair_of
from sim.ensemble.draws import certain, known
from sim.model.policy import IMPOSED, OFFERED, OPEN_END, SIGNED, between_two

# A pair that has no such agreement in the record and is of two minds about one.
IND, TUR = 1, 4
DIPLOMATIC = instruments().keys.index("diplomatic")
START, ROWS = 3, 8


def rows(*provisions):
    """Rows (level, relative, enter, start) on diplomatic coordination of India and Türkiye, padded."""
    table = np.zeros((ROWS, 4))
    table[: len(provisions)] = np.reshape(provisions, (-1, 4))
    zero = np.zeros(ROWS, int)
    return between_two(
        np.arange(ROWS) < len(provisions), zero + IND, zero + TUR, zero + DIPLOMATIC, table[:, 0], table[:, 1] > 0,
        table[:, 2].astype(int), table[:, 3].astype(int), zero + OPEN_END, states=6,
    )  # fmt: skip


@pytest.fixture
def levels(six, walk):
    """A function that gives the level of coordination in force, and that lived, in several worlds, `(run, quarter)`."""
    facts = known(six.opening, certain({"u0": 1000.0, "accept_threshold": -0.5}))

    def found(*provisions, runs=6):
        scenes = [walk(facts=facts, rows=rows(*provisions), shaken=(), run=run)[1] for run in range(runs)]
        in_force = [np.asarray(scene.in_force)[:, DIPLOMATIC, pair_of(IND, TUR, 6)] for scene in scenes]
        lived = [np.asarray(scene.state.agreements)[:, DIPLOMATIC, pair_of(IND, TUR, 6)] for scene in scenes]
        return np.array(in_force), np.array(lived)

    return found


def test_what_is_imposed_holds_in_every_world_and_leaves_lived_agreements_alone(levels):
    in_force, lived = levels((1.5, False, IMPOSED, START))
    assert (in_force[:, START + 1 :] == 1.5).all()
    assert not lived.any()


def test_what_is_signed_is_lived_and_may_run_out(levels):
    _, lived = levels((1.5, False, SIGNED, START), runs=40)
    assert (lived[:, START] == 0).all()
    assert (lived[:, START + 1] == 1.5).mean() > 0.7
    assert 0 < (lived[:, -1] == 0).mean() < 1


def test_what_is_offered_enters_only_where_both_accept_and_within_a_year(levels):
    _, lived = levels((1.5, False, OFFERED, START), runs=40)
    entered = (lived == 1.5).any(axis=1)
    assert 0 < entered.mean() < 1
    assert not (lived[:, : START + 1] == 1.5).any()
    assert not lived[~entered].any()


def test_an_offer_of_more_is_taken_once(levels):
    _, lived = levels((0.3, True, OFFERED, START), runs=40)
    assert set(lived.ravel()) == {0.0, 0.3}


def test_an_offer_of_more_is_made_to_a_pair_whose_agreement_has_changed_since_the_opening(levels):
    _, lived = levels((1.0, False, SIGNED, 0), (0.5, True, OFFERED, START), runs=40)
    assert (lived == 1.5).any()
