"""Cases: every option under every case, in the same worlds, against the baseline of the same case."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.errors import QuestionError
from sim.ensemble import Cases
from sim.ensemble.run import run
from sim.scenario import under
from tests.alike import assert_same

QUARTERS = [0, 5, 12]


@pytest.fixture(scope="module")
def cases(everything):
    return everything


def bytes_of(ensemble):
    return ensemble.effects(quarters=QUARTERS).to_csv(index=False).encode()


def test_every_option_meets_every_case(large, cases):
    assert isinstance(cases, Cases)
    assert list(cases) == ["calm", "again", "threat", "cool"]
    options = tuple(option.name for option in large.options)
    assert all(ensemble.options == options for ensemble in cases.values())
    counts = cases.effects(quarters=[12]).groupby("case", sort=False).size()
    assert list(counts.index) == list(cases) and counts.nunique() == 1


def test_the_case_stands_last_in_every_table(cases):
    for table in (
        cases.effects(quarters=QUARTERS),
        cases.signing(),
        cases.luck_share(),
        cases.status(),
        cases.between([12]),
    ):
        assert table.columns[-1] == "case"


def test_cases_of_equal_circumstances_give_equal_numbers(cases):
    assert_same(bytes_of(cases["calm"]), bytes_of(cases["again"]))


def alone(scenario, ensemble, name):
    """One case of a study run as a scenario of its own."""
    return run(under(scenario, name), draws=ensemble.draws, runs=ensemble.runs, seed=ensemble.seed)


def test_a_case_run_alone_is_the_same_case(large, cases):
    assert_same(bytes_of(alone(large, cases["threat"], "threat")), bytes_of(cases["threat"]))


def test_a_case_without_shocks_of_its_own_is_the_scenario_without_cases(cases, ensemble):
    # It needs no room for shocks that wait, so that another compiled program runs it.
    ours, theirs = cases["calm"].kept, ensemble.kept
    for option in theirs:
        for outcome in theirs[option].series:
            shared = [cases["calm"].subjects.names[outcome].index(s) for s in ensemble.subjects.names[outcome]]
            assert (ours[option].series[outcome][..., shared] == theirs[option].series[outcome]).all(), outcome


def test_a_case_does_not_depend_on_the_others(large, cases):
    fewer = replace(large, cases=tuple(case for case in reversed(large.cases) if case.name in ("threat", "calm")))
    other = run(fewer, draws=cases["calm"].draws, runs=cases["calm"].runs, seed=cases["calm"].seed)
    assert list(other) == ["threat", "calm"]
    for name in other:
        assert_same(bytes_of(other[name]), bytes_of(cases[name]))


def test_a_threat_that_waits_for_a_pact_leaves_worlds_without_one_as_they_are_and_strikes_the_pact(cases):
    calm, threat = (cases[name].kept for name in ("calm", "threat"))
    series = [np.concatenate(list(kept["baseline"].series.values()), axis=2) for kept in (calm, threat)]
    # In few worlds the two come to a pact by themselves.
    assert 0.8 < (series[0] == series[1]).all(axis=(1, 2)).mean() <= 1
    assert (calm["pact"].series["alignment"] != threat["pact"].series["alignment"]).any()


def test_a_threat_lowers_how_ready_the_threatened_are_to_sign(cases):
    signing = cases.signing().groupby(["case", "option", "party"])["would_sign"].mean()
    assert signing["threat", "pact", "TUR"] < signing["calm", "pact", "TUR"]
    assert signing["threat", "exercises", "TUR"] == signing["calm", "exercises", "TUR"]


def test_what_the_circumstances_change_is_told_apart_from_what_options_change(cases):
    between = cases.between([12])
    assert set(between["option"]) == {"baseline"} and set(between["against"]) == {"calm"}
    moved = between.groupby("case")["mean"].agg(lambda mean: float(np.abs(mean).max()))
    assert moved["again"] == 0 and moved["threat"] < 0.1 and moved["cool"] > 0


def test_figures_of_a_case_replace_those_of_the_tables_in_both_directions(large):
    cool, plain = under(large, "cool").opening, large.opening
    i, j = (cool.actors.index(code) for code in ("IND", "TUR"))
    assert cool.figures["tension"][i, j] == cool.figures["tension"][j, i] == 0.5
    assert cool.figures["assertiveness"][j] == 1.0
    assert (cool.figures["trust"] == plain.figures["trust"]).all()
    assert under(large, "cool").parameters == {"k_react": 0.2}


def test_a_case_that_is_not_there_is_met_with_those_that_are(cases):
    with pytest.raises(QuestionError, match='unknown case "thret"; did you mean "threat"'):
        cases["thret"]
