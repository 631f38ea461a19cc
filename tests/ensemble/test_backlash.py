"""Backlash: what is lost outside the pairs that an option ties, by mechanism, and for a unit of gain."""

import dataclasses

import numpy as np
import pytest

from sim.ensemble.backlash import TOTAL, backlash_table, pairs_tied
from sim.experiments.backlash import backlash_words, read_backlash


@pytest.fixture(scope="module")
def table(ensemble):
    return backlash_table(ensemble)


@pytest.mark.parametrize("option", ["exercises", "pact", "signed", "offered"])
def test_mechanisms_sum_to_gain_and_backlash_and_these_to_all_that_moved(ensemble, table, option):
    own = table[table["option"] == option].set_index("mechanism")
    entries = own.drop(index=TOTAL)
    for column in ("gain", "backlash", "with_parties"):
        assert entries[column].sum() == pytest.approx(own.loc[TOTAL, column], abs=1e-12)
    moves = np.triu(ensemble.moves(option).to_numpy(), 1)
    assert own.loc[TOTAL, "gain"] == pytest.approx(ensemble.moves(option).loc["PAK", "TUR"], abs=1e-12)
    assert own.loc[TOTAL, "gain"] - own.loc[TOTAL, "backlash"] == pytest.approx(moves.sum(), abs=1e-12)


def test_an_option_that_changes_nothing_has_no_backlash(table):
    null = table[(table["option"] == "null_imposed") & (table["mechanism"] == TOTAL)].iloc[0]
    assert null["gain"] == null["backlash"] == null["lo"] == null["hi"] == 0
    assert np.isnan(null["per_gain"])
    assert "empty" not in set(table["option"])


def test_the_interval_holds_the_backlash_and_the_ratio_is_that_of_the_two(table):
    totals = table[table["mechanism"] == TOTAL]
    assert (totals["lo"] <= totals["backlash"] + 1e-12).all()
    assert (totals["backlash"] <= totals["hi"] + 1e-12).all()
    told = totals.dropna(subset="per_gain")
    np.testing.assert_allclose(told["per_gain"], told["backlash"] / told["gain"])
    assert (told["gain"] > 0.005).all()


def test_every_pair_is_either_tied_or_outside_once(ensemble):
    tied, touched = pairs_tied(ensemble, "pact")
    assert tied.sum() == 1
    assert touched.sum() == 2 * len(ensemble.scenario.actors) - 3
    assert not np.tril(touched).any()


def test_the_line_says_both_sides_with_their_signs(table):
    found = read_backlash(table, "pact")
    assert found is not None
    assert read_backlash(table, "empty") is None
    assert backlash_words(None) == ""
    lost = dataclasses.replace(found, gain=0.08, lost=0.12, lo=0.1, hi=0.14, per_gain=1.5, most="reaction")
    assert backlash_words(lost) == (
        "own pairs +0.080, all others together -0.120 (-0.140 to -0.100), 1.5 for each gained; largest term: reaction"
    )
    won = dataclasses.replace(lost, lost=-0.02, lo=-0.03, hi=-0.01, per_gain=-0.25)
    assert "all others together +0.020 (+0.010 to +0.030); largest" in backlash_words(won)
