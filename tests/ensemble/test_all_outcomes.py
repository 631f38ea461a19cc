"""Every outcome can be asked for in a scenario file, alone or by its family, and comes out of a run."""

from pathlib import Path

import numpy as np
import pytest

from sim.core.errors import EntenteError
from sim.outcomes import FAMILIES, OUTCOMES, USUAL
from sim.scenario import load

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"


def test_a_file_that_does_not_say_measures_the_usual_outcomes():
    assert load(MINIMAL).outcomes == USUAL


def test_a_family_stands_for_all_in_it_and_all_for_everything():
    asked = load(MINIMAL, outcomes=["security", "trust", "strategic", "trust"]).outcomes
    assert asked == (*FAMILIES["security"], "trust", *FAMILIES["strategic"])
    assert load(MINIMAL, outcomes=["all"]).outcomes == tuple(OUTCOMES)
    assert load(MINIMAL, outcomes=["polarisation"]).outcomes == ("polarisation",)


def test_a_misspelt_outcome_is_answered_with_the_nearest():
    with pytest.raises(EntenteError, match='unknown outcome "interoperabilty"; did you mean "interoperability"'):
        load(MINIMAL, outcomes=["interoperabilty"])


def test_all_outcomes_come_out_of_a_run_finite_and_the_options_move_each_family(everything):
    effects = everything["calm"].effects(quarters=[4, 12])
    assert set(effects["outcome"]) == set(OUTCOMES)
    assert np.isfinite(effects[["mean", "lo", "hi"]].to_numpy()).all()
    moved = effects[effects["mean"] != 0]["outcome"].map(lambda name: OUTCOMES[name].family)
    assert set(moved) >= {"strategic", "operational", "diplomatic", "economic", "stability", "network"}
