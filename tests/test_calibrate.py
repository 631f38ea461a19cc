"""Calibration: scores as they are defined, columns that see no later year, and weights found back in made worlds."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import multivariate_normal

from sim.core.errors import EntenteError, SourceError
from sim.evidence.agreed import CLASSES, agreed, agreed_by_class, faded
from sim.evidence.past import as_of
from sim.evidence.posterior import Posterior, read_posterior, write_posterior
from sim.evidence.signed_lately import signed_lately
from sim.evidence.sources import Public
from sim.experiments.calibrate.fit import estimate
from sim.experiments.calibrate.likelihood import chances_of_years, log_density_of
from sim.experiments.calibrate.positions import fit_positions, log_likelihood
from sim.experiments.calibrate.recover import drawn, made_choices, made_panel
from sim.experiments.calibrate.summary import affinity_and_trust, natural, ridge, summary, told
from sim.experiments.calibrate.weights import MEASURED, WEIGHTS, layout, names, parameters, prior_doubt
from sim.experiments.logit import fit_logit
from sim.experiments.scores import differences, scores
from sim.model.parameters import PARAMETERS

FOLDER = Path(os.environ.get("ENTENTE_SOURCE") or Path(__file__).parents[2] / "shared" / "data")
needs_source = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="no public files: set ENTENTE_SOURCE, or put them in shared/data beside the repository",
)


def test_a_forecast_that_ranks_all_events_first_has_auc_and_precision_of_one() -> None:
    best = scores(np.array([0.9, 0.8, 0.2, 0.1]), np.array([1.0, 1, 0, 0]))
    assert best.auc == 1 and best.precision == 1


def test_ties_count_half_and_share_their_precision() -> None:
    level = scores(np.full(4, 0.25), np.array([1.0, 0, 0, 0]))
    assert level.auc == 0.5 and level.precision == 0.25
    assert level.log == pytest.approx(-(np.log(0.25) + 3 * np.log(0.75)) / 4)
    assert level.brier == pytest.approx((0.75**2 + 3 * 0.25**2) / 4)


def test_precision_is_taken_at_each_event_from_the_top() -> None:
    found = scores(np.array([0.9, 0.8, 0.7, 0.1]), np.array([0.0, 1, 0, 1]))
    assert found.precision == pytest.approx((1 / 2 + 2 / 4) / 2) and found.auc == pytest.approx(1 / 4)


def test_whole_weights_count_as_rows_repeated() -> None:
    chance, happened, weight = np.array([0.3, 0.2, 0.6]), np.array([1.0, 0, 0]), np.array([2.0, 1, 3])
    times = weight.astype(int)
    assert scores(chance, happened, weight) == pytest.approx(scores(chance.repeat(times), happened.repeat(times)))


def test_a_score_is_unknown_where_nothing_happened() -> None:
    found = scores(np.array([0.3, 0.2]), np.zeros(2))
    assert np.isnan(found.auc) and np.isnan(found.precision) and np.isfinite(found.log)


def rows_with_a_signal() -> tuple[np.ndarray, ...]:
    luck = np.random.default_rng(1)
    pair, year = (grid.ravel() for grid in np.meshgrid(np.arange(60), np.arange(10), indexing="ij"))
    chance = 1 / (1 + np.exp(-luck.normal(-2, 1.5, len(pair))))
    return chance, (luck.random(len(pair)) < chance).astype(float), pair, year


def test_a_forecast_differs_from_itself_by_nothing_and_from_none_by_more() -> None:
    chance, happened, pair, year = rows_with_a_signal()
    none = np.full(len(chance), happened.mean())
    same, other = differences(chance, [chance, none], happened, pair, year, times=50)
    assert same[0] == same[1] == pytest.approx((0, 0, 0, 0))
    assert other[1].log < 0 and other[0].auc > 0
    assert other == differences(chance, [none], happened, pair, year, times=50)[0]


def test_a_logit_finds_the_slope_that_made_the_rows_and_no_column_gives_the_share() -> None:
    luck = np.random.default_rng(2)
    column = luck.normal(size=(20_000, 1))
    happened = (luck.random(20_000) < 1 / (1 + np.exp(1 - 2 * column[:, 0]))).astype(float)
    said = fit_logit(column, happened)
    low, high = (np.log(q / (1 - q)) for q in said(np.array([[0.0], [1.0]])))
    assert low == pytest.approx(-1, abs=0.1) and high - low == pytest.approx(2, abs=0.1)
    assert fit_logit(np.zeros((20_000, 1)), happened)(np.zeros((1, 1)))[0] == pytest.approx(happened.mean(), rel=1e-3)


@needs_source
def test_counting_partners_does_as_was_measured_on_the_public_files() -> None:
    public = Public(FOLDER)
    actors, upper = public.actors(), np.triu_indices(40, 1)
    told_, signed = [], []
    for year in range(2006, 2011):
        before = faded(public, actors, year, np.inf) > 0
        new = ~before[upper]
        told_.append((before.sum(axis=0)[:, None] + before.sum(axis=0)[None, :])[upper][new])
        signed.append((agreed(public, actors, year)[upper] > 0)[new])
    chance, happened = np.concatenate(told_) / 1000 + 1e-6, np.concatenate(signed).astype(float)
    found = scores(chance, happened)
    assert happened.mean() == pytest.approx(0.018, abs=5e-4)
    assert found.auc == pytest.approx(0.729, abs=1e-3) and found.precision == pytest.approx(0.044, abs=1e-3)


@needs_source
def test_every_agreement_belongs_to_a_class() -> None:
    public = Public(FOLDER)
    for year in (1985, 2000, 2010):
        classes = agreed_by_class(public, public.actors(), year)
        assert set(classes) == set(CLASSES)
        assert (sum(classes.values()) >= agreed(public, public.actors(), year)).all()


@needs_source
def test_agreements_signed_lately_are_those_on_record_faded_and_see_no_later_row() -> None:
    whole, blind, opening = Public(FOLDER), Public(FOLDER), 1999
    table = whole.table("dca_treaties")
    blind._read["dca_treaties"] = table[table["year_signed"] < opening]
    seen, doubt, listed = signed_lately(as_of(whole, opening))
    np.testing.assert_array_equal(seen, signed_lately(as_of(blind, opening))[0])
    assert (doubt == 0).all() and (seen == seen.T).all() and not listed.any()
    actors = as_of(whole, opening).actors()
    one, other = actors.index("IND"), actors.index("RUS")
    years = table[(table["iso3_a"] == "IND") & (table["iso3_b"] == "RUS") & (table["year_signed"] < opening)]
    assert len(years) and seen[one, other] == pytest.approx(sum(0.5 ** ((1998 - years["year_signed"]) / 6)))


@needs_source
def test_where_the_record_has_ended_the_pace_is_taken_to_go_on_with_half_of_it_in_doubt() -> None:
    count, doubt, _ = signed_lately(as_of(Public(FOLDER), 2013))
    np.testing.assert_array_equal(count, faded(Public(FOLDER), as_of(Public(FOLDER), 2013).actors(), 2011, 6))
    np.testing.assert_array_equal(doubt, count / 2)


def test_at_the_centre_every_parameter_has_its_declared_default() -> None:
    found = parameters(np.zeros(layout().size))
    for name, value in found.items():
        assert float(value) == pytest.approx(0 if name in MEASURED else PARAMETERS[name].default)


def test_ninety_percent_of_a_weight_before_the_data_lies_in_its_declared_range() -> None:
    draws = np.random.default_rng(3).standard_normal((20_000, layout().size)) * prior_doubt()
    draws[:, layout().kappa] = 0
    table = summary(draws).set_index("number")
    # Ranges that are not symmetric in logs about their default leave more on one side (w_net: .3 to 2 about 1.2).
    for name in WEIGHTS:
        inside = natural(draws)[:, names().index(name)]
        low, high = PARAMETERS[name].low, PARAMETERS[name].high
        assert np.mean((inside > low) & (inside < high)) == pytest.approx(0.9, abs=0.12), name
        assert table.loc[name, "left"] == pytest.approx(1, abs=0.03)


def test_a_ridge_is_named_and_its_sum_is_known_better_than_its_parts() -> None:
    draws = np.random.default_rng(4).standard_normal((5000, layout().size)) * 0.05
    one, other = (names().index(name) for name in ("w_aff", "w_tru"))
    draws[:, other] = -draws[:, one] + 0.005 * draws[:, other]
    first = ridge(draws).iloc[0]
    assert {first["one"], first["other"]} == {"w_aff", "w_tru"} and first["correlation"] < -0.9
    both = affinity_and_trust(draws)
    assert both["sum"] < both["affinity"] and both["sum"] < both["trust"]


def test_numbers_that_the_data_left_alone_are_not_said_to_be_told() -> None:
    draws = np.random.default_rng(5).standard_normal((5000, layout().size)) * prior_doubt()
    draws[:, layout().kappa] *= 0.01
    table = summary(draws)
    assert set(table["number"][told(table)]) == {"kappa"}


def test_a_posterior_comes_back_from_disk_rounded_and_a_missing_one_says_what_there_is(tmp_path: Path) -> None:
    numbers, draws = pd.DataFrame({"number": ["w_aff"], "low": [0.123456]}), pd.DataFrame({"w_aff": [0.98765, 1.0]})
    write_posterior(Posterior(numbers, draws, {"until": "2005"}), tmp_path / "mine")
    back = read_posterior("mine", tmp_path)
    assert back.draws["w_aff"].tolist() == [0.988, 1.0] and back.about == {"until": "2005"}
    with pytest.raises(SourceError, match=r"no posterior 'other'.*numbers\.csv.*entente calibrate --out"):
        read_posterior("other", tmp_path)


@needs_source
def test_years_that_are_not_on_record_are_refused(entente) -> None:
    code, _, aside = entente("calibrate", "--source", str(FOLDER), "--until", "2031")
    assert code == 2 and "from 1986 to 2031" in aside and "up to 2010" in aside


def test_without_public_files_the_command_says_where_they_go(entente, monkeypatch) -> None:
    monkeypatch.delenv("ENTENTE_SOURCE", raising=False)
    code, _, aside = entente("calibrate", "--until", "2005")
    assert code == 2 and "--source DIR" in aside
    assert issubclass(SourceError, EntenteError)


def test_the_likelihood_of_a_path_is_that_of_the_normal_law_it_follows() -> None:
    k, noise, error, years = 0.05, 0.2, 0.1, np.arange(1, 6)
    path = np.array([0.3, 0.5, 0.2, np.nan, 0.4, 0.6])
    step, phi = noise**2 * (1 - np.exp(-2 * k)) / (2 * k), np.exp(-k)
    variance = error**2 * phi ** (2 * years) + step * (1 - phi ** (2 * years)) / (1 - phi**2)
    lag = np.abs(years[:, None] - years[None, :])
    # The earlier of two years has moved on by phi for each year between them.
    first = np.minimum.outer(years, years) - 1
    covariance = variance[first] * phi**lag + error**2 * np.eye(5)
    seen = np.isfinite(path[1:])
    expected = multivariate_normal(np.full(seen.sum(), 0.3), covariance[np.ix_(seen, seen)]).logpdf(path[1:][seen])
    assert log_likelihood(path, k, noise, error) == pytest.approx(expected)


@needs_source
def test_the_positions_of_a_decade_tell_a_drift_and_an_error_of_votes() -> None:
    fitted = fit_positions(Public(FOLDER), 1995, 2005, draws=200)
    drift, error = fitted.mode[1], fitted.mode[2]
    assert 0.1 < drift < 0.25 and error < 0.15 and (fitted.sd > 0).all()


@pytest.fixture(scope="module")
def made():
    """Four states, three years, with what they signed by weights that are known."""
    true = drawn(3)
    true[layout().kappa], true[layout().classes] = -1.0, 4.5
    panel = made_panel(("IND", "PAK", "TUR", "USA"), years=3)
    return panel, true, made_choices(panel, true, 5)


def test_worlds_made_with_known_weights_are_fitted_to_a_peak_that_holds_them(made) -> None:
    panel, true, chosen = made
    assert 0 < chosen.groups[0].signed.mean() < 1
    found = estimate(chosen, 0, 2)
    spread = np.sqrt(np.diag(found.covariance))
    # Eighteen pairs and years tell little: no number is known worse than before, and most intervals hold.
    assert (spread <= 1.15 * prior_doubt()).all()
    assert np.mean(np.abs(found.mode - true) <= 1.645 * spread) > 0.7
    assert found.log_density >= float(log_density_of(chosen.groups, (np.ones(3),), np.array(panel.instruments), true))


def test_the_chance_that_a_pair_signs_is_how_often_it_does(made) -> None:
    panel, true, _ = made
    expected = np.asarray(chances_of_years(panel, true)[0])
    often = np.mean([made_choices(panel, true, seed).groups[0].signed for seed in range(400)], axis=0)
    error = np.sqrt(expected * (1 - expected) / 400)
    assert np.all(np.abs(often - expected) < 5 * error + 0.01)
