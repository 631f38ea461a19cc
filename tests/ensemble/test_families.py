"""Four families side by side: every outcome for an option's own parties, one that speaks for each family."""

from dataclasses import replace

import numpy as np
import pytest

from sim.ensemble.families import FOUR, family_table, headlines, places_of
from sim.experiments.families import family_effects
from sim.outcomes import OUTCOMES


@pytest.fixture(scope="module")
def table(ensemble):
    return family_table(ensemble)


def test_the_effect_on_the_parties_is_the_mean_of_the_effects_on_each(ensemble, table):
    each = ensemble.effects(quarters=[12]).set_index(["option", "outcome", "subject"])["mean"]
    own = table.set_index(["option", "outcome"])["mean"]
    for outcome, subjects in (
        ("deterrence", ("PAK", "TUR")),
        ("alignment", ("PAK:TUR",)),
        ("trust", ("PAK:TUR", "TUR:PAK")),
    ):
        expected = np.mean([each["pact", outcome, subject] for subject in subjects])
        assert own["pact", outcome] == pytest.approx(expected, abs=1e-14)


def test_every_outcome_of_pairs_and_actors_is_there_for_every_option_that_ties_pairs(ensemble, table):
    measured = {name for name in ensemble.subjects.names if OUTCOMES[name].over != "world"}
    for option, rows in table.groupby("option"):
        assert set(rows["outcome"]) == measured, option
    assert set(table["option"]) == set(ensemble.options) - {"baseline", "empty"}
    assert np.allclose(table[["p_down", "p_negligible", "p_up"]].sum(axis=1), 1)


def test_an_option_that_changes_nothing_changes_nothing_in_any_family(table):
    assert not table[table["option"] == "null_signed"][["mean", "lo", "hi"]].to_numpy().any()


def test_one_outcome_speaks_for_each_of_the_four_families(table):
    spoken = headlines(table)
    assert tuple(spoken) == FOUR
    assert all(OUTCOMES[outcome].family == family for family, outcome in spoken.items())
    fewer = table[~table["outcome"].isin(["deterrence", "export_potential"])]
    assert headlines(fewer)["strategic"] == "threat_exposure"
    assert "economic" not in headlines(table[table["family"] != "economic"])


def test_a_perspective_leaves_that_state_alone(ensemble):
    from_one_side = replace(ensemble, scenario=replace(ensemble.scenario, perspective="TUR"))
    names = ensemble.subjects.names["deterrence"]
    assert [names[k] for k in places_of(from_one_side, "pact", "deterrence")] == ["TUR"]
    stranger = replace(ensemble, scenario=replace(ensemble.scenario, perspective="IND"))
    assert places_of(stranger, "pact", "deterrence") == places_of(ensemble, "pact", "deterrence")


def test_counts_of_worlds_sum_to_the_worlds(table, ensemble):
    found = family_effects(table, "pact", ensemble.worlds)
    assert [effect.family for effect in found] == list(FOUR)
    assert all(effect.down + effect.same + effect.up == ensemble.worlds for effect in found)
    assert family_effects(table, "empty", ensemble.worlds) == ()
