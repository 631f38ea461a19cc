"""Estimates of the third-party study on cases known by hand."""

import numpy as np
import pytest

from sim.experiments.third_party_study.design import OUTCOMES
from sim.experiments.third_party_study.effects import WHAT, Effects, weights_of, with_sides
from sim.experiments.third_party_study.estimate import Estimate, mean_of
from sim.experiments.third_party_study.visibility import visibility


def test_an_interval_over_clusters_is_that_of_their_means_and_copies_add_nothing() -> None:
    values = np.random.default_rng(1).normal(size=30)
    alone = mean_of(values, np.arange(30))
    copied = mean_of(np.repeat(values, 4), np.repeat(np.arange(30), 4))
    assert alone.error == pytest.approx(values.std(ddof=1) / np.sqrt(30))
    assert copied.error == pytest.approx(alone.error, rel=0.02) and copied.n == 120
    assert np.isnan(mean_of(values[:8], np.repeat([0, 1], 4)).low)


def known(estimate: float, error: float) -> Estimate:
    return Estimate(estimate, estimate - 1.645 * error, estimate + 1.645 * error, 99, 30, 30, error, 2.5 * error)


def test_a_side_of_the_model_weighs_its_outcomes_as_the_record_knows_them() -> None:
    gap = np.nan
    seen = {name: np.ones((4, 1)) for name in WHAT}
    seen["events"] = np.array([[1.0], [gap], [gap], [gap]])
    weights = weights_of(Effects(seen, np.arange(4), np.arange(4)))
    cooling = [outcome.name for outcome in OUTCOMES if outcome.side == "cooling"]
    assert weights["events"] == pytest.approx(1 / 20) and sum(weights[name] for name in cooling) == pytest.approx(1)
    only_news = {name: np.full((1, 1), float(name == "events")) for name in WHAT}
    assert with_sides(only_news, weights)["cooling"].item() == pytest.approx(1 / 20)


def test_visibility_is_told_when_reactions_are_precise_and_said_to_be_unknown_when_not() -> None:
    model = {"framework": known(0.1, 0.001), "arms": known(0.1, 0.001)}
    sharp = visibility({"framework": known(0.1, 1e-4), "arms": known(0.12, 1e-4)}, model).set_index("kind")
    assert sharp.loc["arms", "relative"] == pytest.approx(1.2) and sharp.loc["arms", "relative_high"] < 1.21
    assert sharp.loc["arms", "after"] == pytest.approx(1.2, abs=0.01) and sharp.loc["arms", "told"] > 0.9
    blunt = visibility({"framework": known(0.1, 0.2), "arms": known(0.12, 0.2)}, model).set_index("kind")
    assert np.isinf(blunt.loc["arms", "relative_high"]) and blunt.loc["arms", "told"] < 0.2
