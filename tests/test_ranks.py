"""How firm the order of the options is: the share of draws in which each keeps its rank."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.errors import QuestionError
from sim.experiments.order import order
from sim.experiments.ranks import PAIR_COLUMNS, RANK_COLUMNS, drawn, pair_table, rank_table, ranks
from sim.scenario import BASELINE


def with_effects(ensemble, effects):
    """The same study with effects on its first watched pair set by hand, `(draw, option)`."""
    base = ensemble.kept[BASELINE].series["alignment"]
    kept = dict(ensemble.kept)
    for column, name in enumerate(n for n in ensemble.options if n != BASELINE):
        series = base.copy()
        series[:, -1, 0] += np.repeat(effects[:, column], ensemble.runs)
        kept[name] = replace(kept[name], series=kept[name].series | {"alignment": series})
    return replace(ensemble, kept=kept)


def test_the_highest_comes_first_and_equals_share_the_best_of_their_ranks():
    assert ranks(np.array([[0.3, 0.1, 0.2], [1.0, 1.0, 0.0]])).tolist() == [[1, 3, 2], [1, 1, 3]]


def test_an_option_keeps_its_rank_in_the_draws_in_which_it_does(small):
    # The first option is ahead in three of four draws and on average.
    made = with_effects(small, np.array([[0.3, 0.1], [0.2, 0.1], [0.3, 0.2], [0.1, 0.2]]))
    first, second = made.options[1:]
    table = rank_table(made)
    table = table[(table["outcome"] == "alignment") & (table["subject"] == made.subjects.names["alignment"][0])]
    table = table.set_index("option")
    assert table.loc[first, ["rank", "keeps", "first"]].tolist() == [1, 0.75, 0.75]
    assert table.loc[second, ["rank", "keeps", "first"]].tolist() == [2, 0.75, 0.25]
    assert table.loc[first, "mean"] == pytest.approx(0.225)
    (pair,) = pair_table(made, "alignment").query("subject == @made.subjects.names['alignment'][0]").to_dict("records")
    assert (pair["option"], pair["against"], pair["better"], pair["equal"]) == (first, second, 0.75, 0.0)


def test_where_lower_is_better_the_lowest_comes_first(small):
    subject = small.subjects.names["tension"][0]
    found = drawn(small, "tension", subject)
    table = rank_table(small)
    table = table[(table["outcome"] == "tension") & (table["subject"] == subject)]
    best = table.sort_values("rank").iloc[0]
    assert best["mean"] == table["mean"].min()
    assert -found.effects.mean(axis=0).max() == pytest.approx(best["mean"])


def test_every_option_outcome_and_subject_has_its_row(small):
    table = rank_table(small)
    subjects = sum(len(names) for names in small.subjects.names.values())
    assert list(table.columns) == list(RANK_COLUMNS)
    assert len(table) == subjects * (len(small.options) - 1)
    assert table["keeps"].between(0, 1).all()
    assert (table["draws"] == small.draws).all()
    assert list(pair_table(small, "alignment").columns) == list(PAIR_COLUMNS)


def test_neighbours_that_no_clear_majority_of_draws_tells_apart_are_named(small):
    close = with_effects(small, np.array([[0.3, 0.1], [0.1, 0.2], [0.3, 0.2], [0.1, 0.2]]))
    clear = with_effects(small, np.array([[0.3, 0.1]] * 4))
    (said,) = order(close, "alignment").undecided
    assert "2 of 4 draws" in said
    assert order(clear, "alignment").undecided == ()
    assert [option.rank for option in order(clear, "alignment").options] == [1, 2]


def test_one_draw_says_nothing_of_the_order(small):
    assert order(replace(small, draws=1, runs=8), "alignment") is None


def test_what_was_not_measured_cannot_be_ranked(small):
    with pytest.raises(QuestionError, match="was not measured"):
        drawn(small, "alignment", "AUS:CAN")


def test_a_run_writes_the_ranks_and_tells_how_firm_they_are(entente, tmp_path):
    words = ("scenarios/minimal.yaml", "--draws", "4", "--runs", "2", "--seed", "7", "--no-charts")
    code, out, _ = entente("run", *words, "--out", str(tmp_path))
    assert code == 0
    assert "How firm is the order" in out
    (ranks_file,) = tmp_path.glob("*/*/tables/ranks.csv")
    assert ranks_file.with_name("rank_pairs.csv").exists()
    assert max(len(line) for line in out.splitlines()[:-1]) <= 80
