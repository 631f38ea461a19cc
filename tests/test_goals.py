"""Goals: in what share of worlds they are met; and the perspective from which a study is told."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.cli.goals_view import print_goals
from sim.cli.screen import console
from sim.experiments.goals import ALL_GOALS, goal_answers, goal_met, goals_table, met
from sim.scenario import Goal, load

MINIMAL = Path(__file__).parents[1] / "scenarios" / "minimal.yaml"
LEVEL = Goal("ties hold", "alignment", "PAK:TUR", 0.0, None, 12, "level")
CHANGE = Goal("India stays calm", "tension", "IND:TUR", None, 0.0, 8, "change")


@pytest.fixture
def study(small):
    """The small study, asked about two goals."""
    return replace(small, scenario=replace(small.scenario, goals=(LEVEL, CHANGE)))


def test_bounds_are_included_and_one_that_is_missing_binds_nothing():
    values = np.array([-1.0, 0.0, 0.5, 1.0])
    assert met(values, 0.0, 0.5).tolist() == [False, True, True, False]
    assert met(values, None, 0.0).tolist() == [True, True, False, False]
    assert met(values, None, None).all()


def test_a_level_is_judged_by_itself_and_a_change_against_the_baseline(study):
    series = {name: kept.series for name, kept in study.kept.items()}
    i = study.subjects.names["alignment"].index("PAK:TUR")
    j = study.subjects.names["tension"].index("IND:TUR")
    assert (goal_met(study, LEVEL, "pact") == (series["pact"]["alignment"][:, 12, i] >= 0)).all()
    change = series["pact"]["tension"][:, 8, j] - series["baseline"]["tension"][:, 8, j]
    assert (goal_met(study, CHANGE, "pact") == (change <= 0)).all()
    assert goal_met(study, CHANGE, "baseline").all()


def test_the_table_has_every_goal_under_every_option_and_all_at_once(study):
    table = goals_table(study)
    assert len(table) == 3 * len(study.options)
    shares = table.set_index(["goal", "option"])["share"]
    for option in study.options:
        assert shares[ALL_GOALS, option] <= min(shares["ties hold", option], shares["India stays calm", option])


def test_goals_fit_a_narrow_terminal_whatever_their_titles(study, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    long = replace(LEVEL, title="Pakistan and Türkiye keep what they have, and a little more, until the end of it all")
    asked = replace(study, scenario=replace(study.scenario, goals=(long, CHANGE)))
    print_goals(console(), goal_answers(asked, goals_table(asked)))
    out = capsys.readouterr().out
    assert "of 8" in out and max(map(len, out.splitlines())) <= 80


def test_what_a_goal_speaks_of_is_watched_and_measured():
    goal = {"outcome": "trust", "subject": "SAU:CHN", "at_least": 0.5}
    scenario = load(MINIMAL, goals=[goal], outcomes=["alignment"])
    assert "SAU:CHN" in scenario.watch and scenario.outcomes == ("alignment", "trust")
    assert scenario.goals[0].quarter == scenario.quarters
    assert scenario.goals[0].title == "trust SAU:CHN at least 0.5"


def test_a_pair_without_direction_is_one_pair_in_either_order():
    goal = {"outcome": "alignment", "subject": "TUR:IND", "at_least": 0, "by": "2027-04", "as": "change"}
    (found,) = load(MINIMAL, goals=[goal]).goals
    assert (found.subject, found.quarter, found.measure) == ("IND:TUR", 5, "change")


def test_the_perspective_puts_a_states_own_subjects_first_and_changes_nothing_else():
    plain, told = load(MINIMAL), load(MINIMAL, perspective="IND")
    assert plain.watch == ("PAK:TUR", "IND:TUR", "IND:PAK")
    assert told.watch == ("IND:TUR", "IND:PAK", "IND", "PAK:TUR")
    assert replace(told, watch=plain.watch, perspective=None) == plain
