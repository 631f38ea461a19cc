"""Effects: what their tables promise, and whether their statistics find what is known."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean, resampled_weights, split_variance, widening
from sim.ensemble.run import run

COLUMNS = [
    "option", "outcome", "subject", "quarter",
    "mean", "lo", "hi", "q05", "q95", "p_down", "p_negligible", "p_up", "swing",
]  # fmt: skip


def simulated(draws, runs, sets, between, within, seed=5):
    """Clustered data of mean 0, `(world, set)`, and the draw of each world."""
    luck = np.random.Generator(np.random.PCG64(seed))
    common = np.repeat(luck.normal(0, between, (draws, sets)), runs, axis=0)
    return common + luck.normal(0, within, (draws * runs, sets)), np.repeat(np.arange(draws), runs)


def test_nested_variance_recovers_a_known_split():
    values, draw = simulated(draws=400, runs=8, sets=20, between=2.0, within=1.0)
    luck, assumptions = split_variance(values, draw)
    assert luck.mean() == pytest.approx(1.0, rel=0.03)
    assert assumptions.mean() == pytest.approx(4.0, rel=0.05)


def test_nested_variance_recovers_a_known_split_of_unequal_draws():
    values, draw = simulated(draws=400, runs=8, sets=20, between=0.5, within=1.0)
    kept = np.arange(len(draw)) % 8 < 2 + draw % 7
    luck, assumptions = split_variance(values[kept], draw[kept])
    assert luck.mean() == pytest.approx(1.0, rel=0.03)
    assert assumptions.mean() == pytest.approx(0.25, rel=0.1)


def test_pure_luck_leaves_nothing_to_assumptions():
    values, draw = simulated(draws=400, runs=8, sets=20, between=0.0, within=1.0)
    luck, assumptions = split_variance(values, draw)
    assert assumptions.mean() < 0.01
    assert luck.mean() == pytest.approx(1.0, rel=0.03)


def test_without_two_worlds_in_a_draw_the_split_is_not_told():
    luck, assumptions = split_variance(np.zeros((3, 2)), np.arange(3))
    assert np.isnan([luck, assumptions]).all()


@pytest.mark.parametrize("draws", [4, 8, 40])
def test_the_bootstrap_interval_covers_at_about_its_nominal_rate_however_few_draws_there_are(draws):
    values, draw = simulated(draws, runs=3, sets=2000, between=1.0, within=1.0)
    lo, hi = bootstrap_mean(values, draw, draws, seed=3)
    assert 0.87 < ((lo <= 0) & (hi >= 0)).mean() < 0.92


def test_an_interval_is_widened_as_that_of_student_is_and_not_at_all_for_many_draws_or_one():
    # Tables of Student's t: 2.920 at 2 degrees of freedom, 1.895 at 7; 1.645 for the normal law.
    assert widening(3) == pytest.approx((3 / 2) ** 0.5 * 2.920 / 1.645, rel=1e-3)
    assert widening(8) == pytest.approx((8 / 7) ** 0.5 * 1.895 / 1.645, rel=1e-3)
    assert widening(10**6) == pytest.approx(1, abs=1e-5)
    assert widening(1) == 1
    one = bootstrap_mean(np.ones((4, 1)), np.full(4, 2), 3, seed=3)
    assert np.ravel(one).tolist() == [1, 1]


def test_an_interval_that_forgot_the_draws_would_be_too_narrow():
    values, draw = simulated(draws=40, runs=6, sets=500, between=1.0, within=0.5)
    clustered = np.subtract(*bootstrap_mean(values, draw, 40, seed=3)[::-1])
    forgetful = np.subtract(*bootstrap_mean(values, np.arange(240), 240, seed=3)[::-1])
    assert clustered.mean() > 1.8 * forgetful.mean()


def test_resamples_are_of_the_size_of_the_sample_and_repeat():
    weights = resampled_weights(30, seed=3)
    assert (weights.sum(axis=1) == 30).all()
    assert (weights == resampled_weights(30, seed=3)).all()
    assert (weights != resampled_weights(30, seed=4)).any()


def test_effects_have_the_columns_of_the_contract(ensemble):
    table = ensemble.effects()
    assert list(table.columns) == COLUMNS
    assert not table.drop(columns="swing").isna().any().any()
    assert set(table["option"]) == set(ensemble.options) - {"baseline"}
    assert set(table["quarter"]) == set(range(ensemble.scenario.quarters + 1))
    assert not table.duplicated(["option", "outcome", "subject", "quarter"]).any()


def test_shares_of_worlds_sum_to_one_and_the_interval_holds_the_mean(ensemble):
    table = ensemble.effects()
    shares = table[["p_down", "p_negligible", "p_up"]]
    assert np.abs(shares.sum(axis=1) - 1).max() < 1e-12
    assert shares.min().min() >= -1e-12
    spread = table[table["q95"] - table["q05"] > 1e-9]
    assert (spread["lo"] <= spread["mean"]).mean() > 0.98
    assert (spread["mean"] <= spread["hi"]).mean() > 0.98


def test_effects_are_the_paired_differences_of_the_series(ensemble):
    table = ensemble.effects().set_index(["option", "outcome", "subject", "quarter"])
    series = ensemble.series("trust", "TUR:PAK").set_index(["option", "draw", "run", "quarter"])["value"]
    paired = (series["pact"] - series["baseline"]).xs(12, level="quarter")
    row = table.loc["pact", "trust", "TUR:PAK", 12]
    assert row["mean"] == pytest.approx(paired.mean(), abs=1e-15)
    assert row["p_up"] == pytest.approx((paired > 0.005).mean(), abs=1e-15)


def test_an_option_against_another_is_their_difference(ensemble):
    keys = ["option", "outcome", "subject", "quarter"]
    plain = ensemble.effects().set_index(keys)["mean"]
    between = ensemble.effects(against="exercises").set_index(keys)["mean"]
    np.testing.assert_allclose(between["pact"], plain["pact"] - plain["exercises"], atol=1e-14)
    np.testing.assert_allclose(between["baseline"], -plain["exercises"], atol=1e-14)


@pytest.mark.parametrize("stock", ["alignment", "trust"])
@pytest.mark.parametrize("option", ["exercises", "pact", "signed", "offered"])
def test_the_ledger_sums_to_the_mean_paired_change_and_to_the_moves(ensemble, option, stock):
    moves = ensemble.moves(option, stock)
    table = ensemble.effects().set_index(["option", "outcome", "subject", "quarter"])["mean"]
    for source, target in (("PAK", "TUR"), ("IND", "TUR"), ("IND", "PAK")):
        total = ensemble.ledger(option, source, target, stock).sum()
        assert total == pytest.approx(moves.loc[source, target], abs=1e-12)
        subject = f"{source}:{target}"
        assert total == pytest.approx(table[option, stock, subject, ensemble.scenario.quarters], abs=1e-12)
    assert np.abs(ensemble.ledger_change(option, stock).sum(axis=0) - moves.to_numpy()).max() < 1e-12


def test_a_pair_has_the_same_alignment_from_both_sides(ensemble):
    there, back = (ensemble.series("alignment", subject) for subject in ("IND:TUR", "TUR:IND"))
    assert there.equals(back)


def test_books_close_in_every_world(ensemble):
    for kept in ensemble.kept.values():
        assert kept.sound.all()
        assert kept.ledger_gap.max() < 1e-12
        assert kept.bounds_gap.max() < 1e-12


def test_luck_share_is_a_share(ensemble):
    table = ensemble.luck_share()
    assert list(table.columns) == ["option", "outcome", "subject", "quarter", "luck_share"]
    share = table["luck_share"].dropna()
    assert len(share) > 0
    assert share.between(0, 1).all()


def test_signing_tells_each_party_of_each_provision(ensemble):
    table = ensemble.signing()
    shares = ["would_sign", "in_force", "in_force_some", "still_in"]
    assert list(table.columns) == ["option", "provision", "instrument", "party", "role", *shares]
    assert table[shares].stack().between(0, 1).all()
    exercises = table[table["option"] == "exercises"]
    assert list(zip(exercises["provision"], exercises["party"], strict=True)) == [
        (0, "PAK"), (0, "TUR"), (1, "PAK"), (1, "TUR"),
    ]  # fmt: skip
    assert (table[table["option"] == "pact"]["in_force"] == 1).all()
    assert (table[table["option"] == "offered"]["in_force"] < 1).all()


def test_questions_that_cannot_be_answered_say_what_can(scenario, ensemble):
    with pytest.raises(QuestionError, match="no option named 'pacts'; there are baseline, empty"):
        ensemble.effects(against="pacts")
    with pytest.raises(QuestionError, match="no ledger is kept of 'tension'; there is one of alignment and of trust"):
        ensemble.ledger("pact", "IND", "TUR", "tension")
    with pytest.raises(QuestionError, match="'CHN:IND' was not watched for alignment"):
        ensemble.series("alignment", "CHN:IND")
    with pytest.raises(QuestionError, match="no actor named 'DEU'"):
        ensemble.ledger("pact", "IND", "DEU")
    with pytest.raises(QuestionError, match="draws and runs must be at least 1"):
        run(scenario, draws=0, runs=1)


def test_a_lost_world_is_left_out_and_counted(ensemble):
    lost = ensemble.kept["pact"]
    sound = lost.sound.copy()
    sound[3] = False
    series = {name: np.where(sound[:, None, None], values, np.nan) for name, values in lost.series.items()}
    torn = replace(ensemble, kept=ensemble.kept | {"pact": replace(lost, sound=sound, series=series)})
    pact = torn.effects().query("option == 'pact'")
    assert not pact.drop(columns="swing").isna().any().any()
    assert torn.status().query("status != 'ok'")[["option", "draw", "run"]].values.tolist() == [
        ["pact", *divmod(3, ensemble.runs)]
    ]
    with pytest.raises(QuestionError, match="some worlds failed"):
        torn.ledger("pact", "IND", "TUR")
    whole = ensemble.effects().query("option == 'exercises'")
    assert torn.effects().query("option == 'exercises'").equals(whole)


def test_a_negative_seed_is_refused_with_a_sentence(scenario):
    with pytest.raises(QuestionError, match="seed"):
        run(scenario, draws=1, runs=1, seed=-1)
