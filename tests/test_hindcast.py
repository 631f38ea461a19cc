"""Hindcast: forecasts that see no later year, maps and scores as they are defined, and the whole way on made files."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import multivariate_normal, norm

from sim.core.errors import EntenteError
from sim.evidence.sources import open_yearly
from sim.experiments.hindcast import Sampling, hindcast
from sim.experiments.hindcast.ahead import THIRD_PARTY
from sim.experiments.hindcast.asked import first_chance, mean_chance
from sim.experiments.hindcast.chances import OURS, WITHOUT, Told
from sim.experiments.hindcast.drift import filtered, fit_drift
from sim.experiments.hindcast.expected import Normal
from sim.experiments.hindcast.maps import level, line
from sim.experiments.hindcast.peace import ranked
from sim.experiments.hindcast.plain import OF_CRISES, shares
from sim.experiments.hindcast.reliability import reliability
from sim.experiments.hindcast.tidy import COLUMNS, of_chances
from sim.model.setting import SWITCHES
from tests.made_source import LAST, made_source, noise_after

FEW = Sampling(2, 1, 3)
LATER = LAST + 2  # where the record goes on, but for agreements and positions


def walks(states: int, years: int, noise: float, error: float) -> np.ndarray:
    luck = np.random.default_rng(4)
    return luck.normal(0, noise, (years, states)).cumsum(axis=0) + luck.normal(0, error, (years, states))


def test_the_filter_gives_the_likelihood_of_the_joint_normal() -> None:
    seen, noise, error = np.array([0.3, 0.5, 0.1, 0.4]), 0.2, 0.1
    total, level_, variance = filtered(seen[:, None], noise, error, np.ones(4))
    # Given the first, which is where the state begins: x_1 ~ N(y_1, s^2).
    steps = np.minimum.outer(np.arange(1, 4), np.arange(1, 4)) * noise**2
    cover = error**2 + steps + error**2 * np.eye(3)
    assert total == pytest.approx(multivariate_normal(np.full(3, seen[0]), cover).logpdf(seen[1:]))
    across = error**2 + noise**2 * np.arange(1, 4)
    assert level_[0] == pytest.approx(seen[0] + across @ np.linalg.solve(cover, seen[1:] - seen[0]))
    assert variance[0] == pytest.approx(error**2 + 3 * noise**2 - across @ np.linalg.solve(cover, across))


def test_a_walk_seen_with_error_is_found_back_and_a_missing_year_widens_it() -> None:
    paths = walks(60, 25, 0.15, 0.1)
    votes = pd.DataFrame(paths).rename_axis("year").reset_index().melt("year", var_name="iso3", value_name="ideal_fp")
    found = fit_drift(votes, 24)
    assert found.noise == pytest.approx(0.15, abs=0.02) and found.error == pytest.approx(0.1, abs=0.02)
    paths[-1, 0] = np.nan
    _, _, variance = filtered(paths, 0.15, 0.1, np.ones(25))
    assert variance[0] > variance[1]


def test_positions_see_no_later_vote() -> None:
    votes = pd.DataFrame({"iso3": "AAA", "year": range(1980, 2000), "ideal_fp": walks(1, 20, 0.1, 0.1)[:, 0]})
    later = votes.assign(ideal_fp=votes["ideal_fp"].where(votes["year"] <= 1990, 9.0))
    one, other = fit_drift(votes, 1990), fit_drift(later, 1990)
    assert one.level == other.level and one.noise == other.noise


def test_the_map_of_chances_finds_level_and_slope_and_leaves_few_events_as_they_are() -> None:
    luck = np.random.default_rng(1)
    said = 1 / (1 + np.exp(-luck.normal(-3, 1, 60_000)))
    true = 1 / (1 + np.exp(-(1 + 0.7 * np.log(said / (1 - said)))))
    mapped = level(said, (luck.random(60_000) < true).astype(float))(said)
    assert np.abs(np.log(mapped / true)).mean() < 0.05
    few = level(np.full(20, 0.05), np.array([1.0] + [0.0] * 19))
    assert few(np.array([0.2]))[0] == pytest.approx(0.2, abs=0.02)
    assert level(np.full(20, 0.05), np.zeros(20))(np.array([0.05]))[0] > 0.001


def test_the_map_keeps_the_order_of_chances() -> None:
    luck = np.random.default_rng(2)
    said = np.sort(luck.random(200) * 0.2)
    assert (np.diff(level(said, (luck.random(200) < said).astype(float))(said)) > 0).all()


def test_a_line_expects_what_made_the_rows_and_knows_their_spread() -> None:
    luck = np.random.default_rng(3)
    columns = luck.normal(size=(4000, 2))
    fitted = line(columns, 2 + columns @ [0.5, -1] + luck.normal(0, 0.3, 4000))
    assert fitted.expects(np.array([[1.0, 1.0]]))[0] == pytest.approx(1.5, abs=0.03)
    assert fitted.spread == pytest.approx(0.3, abs=0.02)


def test_the_share_of_a_class_is_said_and_an_unseen_class_has_that_of_all() -> None:
    seen = pd.DataFrame({"great": [0] * 90 + [1] * 10, "happened": [0.0] * 90 + [1.0] * 10})
    said = shares("great")(seen, pd.DataFrame({"great": [0, 1, 2]}))
    assert said[0] < 0.01 and said[1] > 0.9 and said[2] == pytest.approx(10.5 / 101)


def test_the_own_past_is_shrunk_towards_all_pairs() -> None:
    counts = np.array([0.0] * 15 + [2, 1, 6, 10])
    asked = pd.DataFrame({"pair": range(19), "disputes": counts, "years": 20.0})
    said = OF_CRISES["own past"](asked, asked)
    assert (np.diff(said[-3:]) > 0).all() and 0 < said[0] < counts.mean() / 20 and said[-1] < 10 / 20


def test_a_first_agreement_is_one_that_none_came_before() -> None:
    # Two worlds in one of which the pair surely signs at once: given none so far, only the other is left.
    rate = np.array([[[50.0], [50.0]], [[0.1], [0.1]]])
    chance = 1 - np.exp(-0.1)
    assert first_chance(rate)[:, 0] == pytest.approx([(1 + chance) / 2, chance])
    assert mean_chance(rate)[:, 0] == pytest.approx([(1 + chance) / 2] * 2)


def test_the_closed_form_of_crps_is_its_integral() -> None:
    grid = np.linspace(-8, 8, 40_001)
    true = ((norm.cdf(grid, 0.3, 0.7) - (grid >= 1.1)) ** 2).sum() * (grid[1] - grid[0])
    said = Normal(np.array([0.3]), np.array([0.7]))
    assert said.crps(np.array([1.1]))[0] == pytest.approx(true, abs=1e-3)
    assert said.scores(np.array([1.1]), np.ones(1))["coverage"] == 1


def test_a_sure_and_right_move_has_a_ranked_score_of_nothing_and_the_opposite_two() -> None:
    sure = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    assert ranked(sure, np.array([-1.0, 1.0, 0.0])) == pytest.approx([0, 2, 0])


def told() -> Told:
    luck = np.random.default_rng(5)
    chance = luck.random(300)
    rows = pd.DataFrame({
        "origin": 2000, "year": np.arange(300) % 7, "pair": [f"P{k % 60}" for k in range(300)],
        "happened": (luck.random(300) < chance).astype(float), "counts": np.arange(300) > 20,
    })  # fmt: skip
    return Told(rows, {OURS: chance, "same": chance, "none": np.full(300, 0.5)})


def test_scores_are_one_tidy_table_in_which_the_same_forecast_differs_by_nothing() -> None:
    table = of_chances("crises", "1-5 years", told(), times=50)
    assert list(table) == COLUMNS and (table["n"] == 279).all()
    same, none = (table[table["forecast"] == name].set_index("score") for name in ("same", "none"))
    assert (same[["less", "low", "high"]] == 0).all(axis=None)
    assert none.loc["log", "high"] < 0 < none.loc["auc", "low"]
    assert table[table["forecast"] == OURS]["less"].isna().all()


def test_a_reliable_forecast_lies_within_the_intervals_of_what_happened() -> None:
    table = reliability("crises", told())
    own = table[table["forecast"] == OURS]
    assert own["rows"].sum() == 279 and (own["from"] <= own["said"]).all() and (own["said"] <= own["to"]).all()
    assert ((own["low"] <= own["said"]) & (own["said"] <= own["high"])).mean() >= 0.5


def test_third_party_terms_are_switches_of_the_model() -> None:
    assert set(THIRD_PARTY) <= set(SWITCHES)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    folder = made_source(tmp_path_factory.mktemp("files") / "made", LATER)
    for name, year in (("dca_treaties", "year_signed"), ("unga_ideal_points", "year")):
        whole = pd.read_csv(folder / f"{name}.csv")
        whole[whole[year] <= LAST].to_csv(folder / f"{name}.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def found(files: Path):
    return hindcast(open_yearly(files), 2005, sampling=FEW, parameters="declared", times=20)


def test_every_target_is_scored_beside_its_baselines(found) -> None:
    scores = found.scores
    assert set(scores["target"]) == {"first agreements", "all agreements", "positions", "crises", "peace", "events"}
    for _, table in scores.groupby(["target", "horizon"]):
        assert {OURS, WITHOUT, "persistence"} <= set(table["forecast"])
    assert (
        np.isfinite(scores["value"])[~scores["score"].isin(["auc", "precision"])].all()
        and (scores["low"] <= scores["high"])[scores["less"].notna()].all()
    )
    assert set(scores[scores["target"] == "positions"]["horizon"]) == {"1 year", "5 years"}


def test_nothing_after_the_origin_is_read_by_a_forecast(files: Path, found, tmp_path: Path) -> None:
    blind = hindcast(
        open_yearly(noise_after(2005, files, tmp_path / "noise")), 2005, sampling=FEW, parameters="declared"
    )
    kept = blind.forecasts.merge(
        found.forecasts, on=["target", "origin", "year", "unit", "forecast"], suffixes=("", "_true"), validate="1:1"
    )
    assert len(kept) > 0.6 * len(found.forecasts)
    for column in ("chance", "mean", "spread", "down", "up"):
        pd.testing.assert_series_equal(kept[column], kept[f"{column}_true"], check_names=False, rtol=1e-9)
    log = [
        one.scores.set_index(["target", "forecast", "score"])["value"]["crises", OURS, "log"] for one in (blind, found)
    ]
    assert log[0] != pytest.approx(log[1])


def test_a_target_stops_where_its_own_record_does_and_says_so(found) -> None:
    last = found.forecasts.groupby("target")["year"].max()
    assert found.spans[-1].last == LATER and last["crises"] == last["events"] == LATER
    assert last["positions"] == 2010 and last["all agreements"] <= LAST
    assert "positions: scored up to 2012, where their record ends" in found.notes


def test_the_command_answers_on_a_narrow_screen_and_keeps_derived_figures_only(entente, files, tmp_path) -> None:
    words = (
        "hindcast",
        "--source",
        str(files),
        "--from",
        "2005",
        "--to",
        "2009",
        "--draws",
        "2",
        "--runs",
        "1",
        "--targets",
        "positions,crises",
    )
    code, said, _ = entente(*words, "--seed", "3", "--parameters", "declared", "--out", str(tmp_path / "out"))
    assert code == 0 and "no third parties" in said and max(map(len, said.splitlines()[:-1])) <= 80
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["origins"] == [{"origin": 2005, "last": 2009}]
    kept = pd.read_csv(tmp_path / "out" / "forecasts.csv")
    assert "happened" not in kept and "came" not in kept


def test_posteriors_that_have_seen_later_years_and_impossible_questions_are_refused(files: Path) -> None:
    public = open_yearly(files)
    with pytest.raises(EntenteError, match="posterior-2010: it was fitted to years up to 2010, and the first origin"):
        hindcast(public, 2005, 2009, parameters="posterior-2010")
    with pytest.raises(EntenteError, match="no such state: XXX; there are CHN, IND"):
        hindcast(public, 2005, 2009, states=("CHN", "USA", "IND", "XXX"))
    with pytest.raises(EntenteError, match="at least three states"):
        hindcast(public, 2005, 2009, states=("CHN", "USA"))
    with pytest.raises(EntenteError, match="at least two worlds"):
        hindcast(public, 2005, 2009, sampling=Sampling(1, 1, 1))
    with pytest.raises(EntenteError, match="--targets peas: choose among agreements"):
        hindcast(public, 2005, 2009, targets=("peas",))
    with pytest.raises(EntenteError, match="--from 1985: give a year from 1990 to 2013"):
        hindcast(public, 1985, 2009)
    with pytest.raises(EntenteError, match="the last year scored comes after the origin"):
        hindcast(public, 2005, 2004)
    with pytest.raises(EntenteError, match="the record ends in 2014"):
        hindcast(public, 2014, 2016)
