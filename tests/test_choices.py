"""Why a state chose otherwise: counts are those of the study, and reasons sum to what the odds say."""

import json

import numpy as np
import pandas as pd
import pytest

from sim.charts.choices import Subject, draw, largest_parts
from sim.core.errors import QuestionError
from sim.ensemble.ponder import logarithmic_mean
from sim.ensemble.store import write_study
from sim.experiments.choices import KEYS, PARTS, choices, table_of, utilities, weighed
from sim.model.choose import ACT_NAMES
from sim.model.reasons import REASONS
from sim.scenario import BASELINE


@pytest.fixture(scope="module")
def india(small):
    return weighed(small, "pact", "IND", without=("motive_countering",))


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return str(write_study(small, small_tables, tmp_path_factory.mktemp("results")))


@pytest.mark.parametrize("by", [("act",), ("act", "partner"), ("act", "instrument"), ("partner",), KEYS])
def test_reasons_sum_to_the_difference_that_the_odds_say(small, india, by):
    table = table_of(small, india, by)
    assert abs(table[list(PARTS)].sum(axis=1) - table["expected"]).max() < 1e-12
    assert table["expected"].abs().max() > 1e-3
    for name in ("baseline", "option", "expected_baseline", "expected_option"):
        assert table[name].sum() == pytest.approx(12, abs=1e-9)
    for name in ("difference", "expected"):
        assert table[name].sum() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("actor", ["IND", "SAU", "TUR"])
def test_reasons_sum_to_the_difference_of_utility(small, actor):
    table = utilities(small, weighed(small, "pact", actor))
    assert len(table) > 50
    assert abs(table[list(REASONS)].sum(axis=1) - table["difference"]).max() < 1e-12


def test_counts_are_the_choices_that_the_study_keeps(small, india):
    place = small.scenario.actors.index("IND")
    table = table_of(small, india, ("act",)).set_index("act")
    for column, name in (("baseline", BASELINE), ("option", "pact")):
        for number, act in enumerate(ACT_NAMES):
            kept = (small.kept[name].act[:, :, place] == number).sum(axis=1).mean()
            assert (table[column].get(act, 0.0)) == pytest.approx(kept, abs=1e-12)
    partners = table_of(small, india).query("act == 'leave'").groupby("partner")["option"].sum()
    kept = small.kept["pact"]
    for number, code in enumerate(small.scenario.actors):
        left = (kept.act[:, :, place] == ACT_NAMES.index("leave")) & (kept.partner[:, :, place] == number)
        assert partners.get(code, 0.0) == pytest.approx(left.sum(axis=1).mean(), abs=1e-12)


def test_many_draws_agree_with_the_odds(small, india):
    table = table_of(small, india, ("act",)).set_index("act")
    noise = 4 * np.sqrt(12 / 4 / small.worlds)
    assert abs(table["option"] - table["expected_option"]).max() < noise


def test_a_motive_that_is_off_adds_nothing_to_any_act(small, india):
    countering = REASONS.index("countering")
    assert (india.other.by_reason[countering] == 0).all()
    assert abs(india.seen.by_reason[countering]).max() > 1e-4
    table = table_of(small, india)
    assert (table["expected_without"] - table["expected"]).abs().max() > 1e-4


def test_a_shorter_count_is_the_first_quarters(small):
    table = choices(small, "pact", "IND", 4, by=("act",))
    assert table["expected_option"].sum() == pytest.approx(4, abs=1e-9)


def test_the_logarithmic_mean_splits_a_change_exactly():
    a, b = np.array([1e-9, 0.3, 0.3, 0.0, 0.2]), np.array([0.7, 0.3, 0.3 + 1e-13, 0.5, 1e-6])
    mean = logarithmic_mean(a, b)
    both = (a > 0) & (b > 0)
    np.testing.assert_allclose((mean * np.log(b / np.where(a > 0, a, 1)))[both], (b - a)[both], rtol=1e-3, atol=1e-15)
    np.testing.assert_allclose(mean[[1, 3]], [0.3, 0.0])
    assert ((mean >= np.minimum(a, b)) & (mean <= np.maximum(a, b)))[both].all()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"actor": "IDN"}, 'unknown actor "IDN"; did you mean "IND"'),
        ({"actor": "India"}, 'unknown actor "India"; write its code, IND'),
        ({"option": "pakt"}, 'unknown option "pakt"; did you mean "pact"'),
        ({"by": ("state",)}, "by must name some of act, partner, instrument"),
    ],
)
def test_what_the_study_does_not_hold_is_refused(small, asked, said):
    with pytest.raises(QuestionError) as error:
        choices(small, **{"option": "pact", "actor": "IND"} | asked)
    assert str(error.value).startswith(said)


def test_the_command_says_what_with_whom_and_why_on_80_columns(entente, folder):
    code, out, err = entente("explain", folder, "--option", "pact", "--actor", "IND")
    assert (code, err) == (0, "")
    *lines, chart = out.splitlines()
    assert max(map(len, lines)) <= 80
    assert chart.split()[1] == f"{folder}/charts/choices_pact_IND_2029Q1.png"
    assert len(pd.read_csv(chart.split()[1].replace(".png", ".csv"))) > 50
    for said in ('What India chose otherwise under "Mutual defence pact"', "With whom", "pressure on Türkiye", "Why"):
        assert said in out
    assert "proximate terms" in " ".join(out.split())


def test_json_gives_every_level_and_closes(entente, folder):
    code, out, err = entente("explain", folder, "--option", "pact", "--actor", "TUR", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    for level in ("acts", "partners", "instruments", "choices"):
        for row in document[level]:
            assert abs(sum(row[part] for part in document["parts"]) - row["expected"]) < 1e-12
    assert {row["act"] for row in document["utilities"]} > {"arm", "take up"}


def test_the_chart_draws_every_reason_and_sums_to_the_table(small, india):
    table = table_of(small, india, ("act", "partner")).head(5)[["expected", *PARTS]]
    figure = draw(small, Subject("pact", "IND", "2029Q1"), list("abcde"), table)
    axes = next(axes for axes in figure.axes if axes.get_label() == "choices")
    sums = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D"]
    assert sums == pytest.approx(table["expected"].tolist())
    widths = [sum(bar.get_width() for bars in axes.containers for bar in [bars[row]]) for row in range(5)]
    assert widths == pytest.approx(sums, abs=1e-12)
    assert largest_parts(table).sum(axis=1).tolist() == pytest.approx(sums, abs=1e-12)


def test_a_question_names_either_a_pair_or_a_state(entente, folder):
    code, _, err = entente("explain", folder, "--option", "pact", "--actor", "IND", "--pair", "IND:TUR")
    assert code == 2
    assert err == "say either which pair (--pair IND:TUR) or which state (--actor IND)\n"
