"""Gradients of the expected model: finite, right, and of a model that is the sampled one where nothing is left open.

A whole world and the way back through it take minutes to compile: `make test-long`. What is quick to compile of it is
tested in tests/model/test_expect.py.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest

from sim import load
from sim.ensemble.batch import run_points
from sim.ensemble.draws import certain, doubt_of, known
from sim.ensemble.parts import Parts
from sim.ensemble.points import Point, Sampling
from sim.ensemble.run import padded_rows, padded_shocks
from sim.ensemble.slopes import slopes_at
from sim.experiments.paired import Figure, kept_of
from sim.outcomes import PARAMETERS
from sim.scenario import policy

pytestmark = pytest.mark.long
# So dear are acts, so sure is renewal, and so calm the world, that no draw is left open.
NOTHING_OPEN = {"u0": 60.0, "renewal_ease": 60.0, "h0": 0.0, "k_tdel": 0.0, "sig_a": 0.0, "sig_t": 0.0, "sig_x": 0.0}


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def scenario():
    return load("scenarios/minimal.yaml")


@pytest.fixture(scope="module")
def kept(scenario):
    return kept_of(scenario, [Figure("alignment", "PAK:TUR")], Sampling(1, 1, 5, scenario.quarters))[0]


def point(scenario, option, doubt):
    return Point(
        known(scenario.opening, doubt), policy(scenario, option, padded_rows(scenario)), padded_shocks(scenario)
    )


def test_gradients_are_finite_and_equal_central_differences_of_the_expected_mode(scenario, kept):
    pact = point(scenario, "pact", doubt_of({}, {}))

    def at(by=None):
        return slopes_at(pact, kept, 5, 0, scenario.quarters, by)

    slopes = at().slopes[0]
    assert np.isfinite(slopes).all()
    of = list(PARAMETERS.values())
    ranges = np.array([parameter.high - parameter.low for parameter in of])
    over_range = slopes * ranges
    steepest = np.argsort(-np.abs(over_range))
    assert (np.abs(over_range) > 1e-6).sum() > 40
    for k in (*steepest[:6], *steepest[20:40:5]):
        step = np.zeros(len(of))
        step[k] = 1e-5 * ranges[k]
        central = (at(step).values[0] - at(-step).values[0]) / (2 * step[k])
        assert slopes[k] == pytest.approx(central, rel=1e-6, abs=1e-9 / ranges[k]), of[k].name


@pytest.mark.parametrize("option", ["baseline", "pact", "exercises"])
def test_where_no_draw_is_left_open_expectation_is_the_sampled_world(scenario, kept, option):
    sure = point(scenario, option, certain(NOTHING_OPEN))
    parts, sampling = Parts(), Sampling(1, 1, 5, scenario.quarters)
    (names,) = run_points([sure], kept, sampling, parts, threads, 1)
    sampled = parts.joined(names)[0][0, 0]
    assert slopes_at(sure, kept, 5, 0, scenario.quarters).values[0] == pytest.approx(sampled, abs=1e-12)
