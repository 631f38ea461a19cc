"""Isolation: with every way of reaching third parties switched off, a policy reaches none of them."""

import numpy as np
import pytest

from sim.core.pairs import square
from sim.ensemble.draws import certain, known

# All through which a tie of two states reaches a third: what it sees, hears, fears, and whom it sides with.
THIRD_PARTIES = (
    "alignment_balancing", "alignment_balance", "alignment_reaction", "alignment_crisis",
    "trust_reputation", "trust_reaction", "trust_crisis",
    "tension_reaction", "tension_crisis",
    "motive_network", "motive_balance", "motive_countering", "motive_security", "motive_patron",
    "position_social",
)  # fmt: skip
NOBODY_ACTS = {"u0": 1000.0}


def moved(six, walk, off):
    facts = known(six.opening, certain(NOBODY_ACTS), off)
    _, before, _ = walk("nothing", facts=facts, shaken=())
    _, after, events = walk("pact", facts=facts, shaken=())
    assert not np.asarray(events.chosen.act).any()
    return before.state, after.state


def outsiders(six):
    """Dyads without a signatory, `(actor, other)`."""
    signatory = np.isin(six.actors, ["PAK", "TUR"])
    return ~(signatory[:, None] | signatory[None, :])


@pytest.mark.parametrize("stock", ["alignment", "trust", "tension", "interoperability", "dependence", "implementation"])
def test_a_policy_moves_no_dyad_without_a_signatory(six, walk, stock):
    before, after = moved(six, walk, THIRD_PARTIES)
    change = np.asarray(getattr(after, stock)) - np.asarray(getattr(before, stock))
    change = np.moveaxis(square(change), 1, -1) if stock == "implementation" else change
    assert not change[:, outsiders(six)].any()
    if stock in ("alignment", "trust", "implementation"):
        assert change[-1, six.actors.index("PAK"), six.actors.index("TUR")].any()


def test_a_policy_moves_no_position_of_a_third_party(six, walk):
    before, after = moved(six, walk, THIRD_PARTIES)
    assert (np.asarray(before.position) == np.asarray(after.position)).all()


def test_third_parties_do_move_once_one_way_to_reach_them_is_open(six, walk):
    before, after = moved(six, walk, tuple(name for name in THIRD_PARTIES if name != "alignment_reaction"))
    change = np.asarray(after.alignment) - np.asarray(before.alignment)
    assert np.abs(change[-1][outsiders(six)]).max() > 1e-4
