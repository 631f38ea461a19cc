"""A world as a model of Mesa: the same world as that of the ensemble, a quarter a step."""

import numpy as np
import pytest

import sim
from sim.abm import PolicyModel
from sim.abm.collect import labels
from sim.core.pairs import square
from tests.conftest import SCENARIOS

# Programs compiled apart add in another order at the last digit (2e-16 where this was written), and a quarter hardly
# multiplies it. A choice could flip only where two acts are as close as that.
SAME = 1e-12


@pytest.fixture(scope="module")
def content():
    return sim.load(SCENARIOS / "minimal.yaml")


@pytest.fixture(scope="module")
def walked(content):
    model = PolicyModel(content, "pact", draw=3, run=1, rng=7)
    model.run_model()
    return model


def test_a_model_is_the_world_of_that_draw_and_run_in_an_ensemble(small, walked):
    world, kept = 3 * small.runs + 1, small.kept["pact"]
    collected = walked.datacollector.get_model_vars_dataframe()
    for label, outcome, subject in labels(small.subjects):
        theirs = kept.series[outcome][world, :, small.subjects.names[outcome].index(subject)]
        np.testing.assert_allclose(collected[label], theirs, rtol=SAME, atol=SAME, err_msg=label)
    for stock in ("alignment", "trust"):
        np.testing.assert_allclose(walked.stock(stock), kept.closing[stock][world], atol=SAME)
    np.testing.assert_array_equal(square(walked.world.crises), kept.crises[world])


def test_every_state_does_what_it_does_in_the_ensemble(small, walked):
    world, kept = 3 * small.runs + 1, small.kept["pact"]
    theirs = [
        (quarter, walked.codes[actor])
        for quarter in range(walked.quarters)
        for actor in range(len(walked.codes))
        if kept.act[world, quarter, actor]
    ]
    table = walked.timeline()
    ours = table[table["kind"] == "act"]
    assert list(zip(ours["quarter"], ours["first"], strict=True)) == theirs
