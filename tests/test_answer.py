import json
import re
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli.answer_view import print_answer
from sim.ensemble.tables import study_tables
from sim.experiments.answer import answer
from sim.experiments.signing import party_odds, signing_words, standing_words, standings
from sim.experiments.vintage import last_year
from sim.experiments.words import in_worlds, signed, subject_name, whole_counts

NEVER = r"\b(likely|unlikely|probably|probable|probability|forecasts? that|predicts?|causes?|caused|because)\b"


@pytest.fixture(scope="module")
def found(small, small_tables):
    return answer(small, small_tables)


@pytest.fixture
def printed(found, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_answer(found)
    return capsys.readouterr().out


def words_of(value):
    if isinstance(value, dict):
        return [word for child in value.values() for word in words_of(child)]
    if isinstance(value, list | tuple):
        return [word for child in value for word in words_of(child)]
    return [value] if isinstance(value, str) else []


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=3).filter(any), st.integers(3, 100))
def test_counts_sum_to_what_they_are_said_of_and_never_hide_a_world(weights, total):
    shares = np.array(weights) / sum(weights)
    counts = whole_counts(shares, total)
    assert sum(counts) == total
    assert all((count > 0) == (share > 0) for count, share in zip(counts, shares, strict=True))
    assert all(abs(count - share * total) <= 2 for count, share in zip(counts, shares, strict=True))


def test_counts_of_few_worlds_are_the_worlds_themselves():
    assert whole_counts((3 / 8, 5 / 8, 0.0), 8) == (3, 5, 0)


@pytest.mark.parametrize(
    ("share", "worlds", "said"),
    [
        (0.91, 400, "in 91 of 100 model worlds"),
        (0.625, 8, "in 5 of 8 model worlds"),
        (0.9975, 400, "in 99 of 100 model worlds"),
        (1.0, 400, "in 100 of 100 model worlds"),
        (0.0, 400, "in 0 of 100 model worlds"),
    ],
)
def test_a_share_is_said_in_worlds(share, worlds, said):
    assert in_worlds(share, worlds) == said


def test_a_change_that_rounds_to_nothing_has_no_sign():
    assert [signed(x) for x in (0.0121, -0.0121, -0.0001, 0.0)] == ["+0.012", "-0.012", "0.000", "0.000"]


def test_down_same_and_up_sum_to_the_worlds_they_are_said_of(found):
    effects = [effect for option in found.options for effect in option.effects]
    assert effects
    assert all(effect.down + effect.same + effect.up == effect.worlds == 8 for effect in effects)
    assert all(abs(e.p_down + e.p_negligible + e.p_up - 1) < 1e-12 for e in effects)


def test_the_answers_numbers_are_those_of_the_tables(found, small_tables):
    table = small_tables["effects"].set_index(["option", "outcome", "subject", "quarter"])
    for option in found.options:
        for effect in option.effects:
            row = table.loc[(option.name, "alignment", effect.subject, 12)]
            assert (effect.mean, effect.lo, effect.hi, effect.p_up) == (row["mean"], row["lo"], row["hi"], row["p_up"])


def test_every_watched_pair_stands_in_the_answer_by_name(found):
    assert [e.name for e in found.options[0].effects] == ["Pakistan – Türkiye", "India – Türkiye", "India – Pakistan"]


def test_crises_are_a_ratio_to_the_baseline(found, small):
    usual, new = (small.kept[name].series["crises"][:, -1, 0].mean() for name in ("baseline", "pact"))
    pact = found.options[1].crises
    assert pact.ratio == pytest.approx(new / usual)
    assert pact.lo <= pact.ratio <= pact.hi


def test_parties_and_provisions_are_those_of_signing(found, small_tables):
    signing = small_tables["signing"].query("option == 'pact'").set_index("party")
    pact = found.options[1]
    assert {p.party: p.would_sign for p in pact.parties} == dict(signing["would_sign"])
    assert pact.in_force == "by assumption (imposed)"


def test_the_hardest_of_several_provisions_is_named(small, small_tables):
    pact, exercises = small.scenario.option("pact"), small.scenario.option("exercises")
    both = replace(pact, provisions=(*exercises.provisions, replace(pact.provisions[0], enter="offered")))
    rows = small_tables["signing"].assign(option="pact", in_force=[1.0, 1.0, 0.25, 0.25])
    rows["provision"] = [0, 0, 1, 1]
    odds = party_odds(rows, small.scenario, both)
    assert [p.hardest for p in odds] == ["Mutual defence pact"] * 2
    assert "of the hardest of 2 (Mutual defence pact)" in signing_words(odds)
    said = standing_words(standings(rows, small.scenario, both), 8)
    assert said == "Mutual defence pact in 2 of 8 model worlds; 1 more by assumption"


def test_a_comparison_is_one_sentence_of_this_model(found):
    (comparison,) = found.comparisons
    assert (comparison.first, comparison.second) == ("pact", "exercises")
    assert comparison.sentence.startswith("In this model, ")


def test_a_clear_comparison_says_where_and_in_how_many_worlds(small):
    pact = small.kept["pact"]
    shifted = pact.series["alignment"] + np.array([0.0, -0.2, 0.0])
    strong = replace(small, kept=small.kept | {"pact": replace(pact, series=pact.series | {"alignment": shifted})})
    (comparison,) = answer(strong, study_tables(strong)).comparisons
    assert "lower between India and Türkiye in 8 of 8 model worlds (mean -0.2" in comparison.sentence
    assert comparison.sentence.endswith("2 other pairs do not differ in most worlds.")


def test_an_answer_without_alignment_is_told_in_another_outcome(small):
    subjects = replace(small.subjects, names={"crises": ("world",)})
    only = replace(small, subjects=subjects)
    found = answer(only, study_tables(only))
    assert found.outcome == "crises"
    assert [effect.name for effect in found.options[0].effects] == ["all 6 states"]


def test_what_is_judgement_is_counted(found):
    counted = found.judgement
    assert counted.parameters_judged / counted.parameters > 0.5
    assert counted.baseline > 6 * 8 + 15 * 4 + 30 * 2
    assert 2000 < counted.oldest <= counted.middle <= counted.newest <= 2026
    assert f"of {counted.baseline} opening figures" in found.judged


@pytest.mark.parametrize(
    ("vintage", "year"), [("2022", 2022), ("2016-25", 2025), ("1993-2020", 2020), ("", None), ("nan", None)]
)
def test_a_vintage_counts_by_its_last_year(vintage, year):
    assert last_year(vintage) == year


def test_no_word_of_chance_or_cause_is_said(found, printed):
    for text in (printed, *words_of(asdict(found))):
        assert not re.search(NEVER, text, re.IGNORECASE), text


def test_the_answer_says_what_it_is_not(printed):
    assert printed.count("This is a scenario instrument, not a forecast.") == 1


def test_the_answer_fits_eighty_columns_and_cuts_nothing_off(printed):
    assert max(map(len, printed.splitlines())) <= 80
    assert "…" not in printed


def test_names_keep_their_letters(small, printed):
    assert "Pakistan – Türkiye" in printed
    odd = replace(small.scenario, names=dict(small.scenario.names) | {"SAU": "Côte d’Ivoire", "USA": "قطر"})
    assert subject_name(odd, "SAU:USA") == "Côte d’Ivoire – قطر"


def test_the_answer_is_plain_data(found):
    assert json.loads(json.dumps(asdict(found), allow_nan=False))["title"] == "Exercises or a pact"
