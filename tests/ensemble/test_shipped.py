"""The shipped scenarios: every option does something between its parties, and the baseline stands still at first."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sim.ensemble import run
from sim.scenario import load, under

FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
LARGE = FILES[0].parent / "pakistan-turkey.yaml"
LOADED = {file: load(file) for file in FILES}
OPTIONS = [(file, option.name) for file in FILES for option in LOADED[file].options[1:]]
DRAWS = 50
# Less than a hundredth of a programme is nothing; other agreements that give way may hide part of a change.
SOMETHING = 0.01
TWO_YEARS = 8
NEARLY_ALL = 0.95
CUT_FROM = 20  # actors from which a test does not look at all ten years


@cache
def imposed(file):
    """All options of a file, imposed. Every pair is watched, so that files of one size share a compiled program."""
    scenario = LOADED[file]
    return run(all_imposed(file, scenario.cases[-1].name if scenario.cases else None), draws=DRAWS, runs=1, seed=2)


def all_imposed(file, case):
    """The scenario in one case (its last one stands for all), with every option imposed."""
    scenario = LOADED[file]
    if len(scenario.actors) > min(len(s.actors) for s in LOADED.values()):
        every_pair = [":".join(pair) for pair in combinations(scenario.actors, 2)]
        shorter = {"horizon": 4} if len(scenario.actors) >= CUT_FROM else {}
        scenario = load(file, outcomes=["alignment", "implementation"], watch=every_pair, **shorter)
    scenario = under(scenario, case) if case else scenario
    options = [
        replace(option, provisions=tuple(replace(p, enter="imposed") for p in option.provisions))
        for option in scenario.options
    ]
    return replace(scenario, options=tuple(options))


@pytest.mark.parametrize(("file", "option"), OPTIONS, ids=[f"{file.stem}: {name}" for file, name in OPTIONS])
def test_an_imposed_option_changes_what_its_own_parties_carry_out(file, option):
    ensemble = imposed(file)
    provisions = ensemble.scenario.option(option).provisions
    assert provisions
    names = ensemble.subjects.names["implementation"]
    change = ensemble.kept[option].series["implementation"] - ensemble.kept["baseline"].series["implementation"]
    for pair in {pair for provision in provisions for pair in provision.pairs}:
        dates = [provision.start for provision in provisions if pair in provision.pairs]
        later = change[:, min(dates) + TWO_YEARS, names.index(":".join(pair))]
        assert (np.abs(later) > SOMETHING).mean() > NEARLY_ALL, pair


def test_the_baseline_hardly_drifts_in_its_first_year():
    kept = imposed(LARGE).kept["baseline"]
    first_year = kept.series["alignment"][:, 4] - kept.series["alignment"][:, 0]
    assert np.abs(first_year.mean(axis=0)).mean() < 0.01


def test_all_worlds_of_the_shipped_scenarios_are_sound_and_their_books_close():
    for file in FILES:
        for kept in imposed(file).kept.values():
            assert kept.sound.all()
            assert kept.ledger_gap.max() < 1e-12


CASES = [(file, case.name) for file in FILES for case in LOADED[file].cases[:-1]]


@cache
def in_case(file, case):
    """One block of worlds in one case."""
    return run(all_imposed(file, case), draws=8, runs=1, seed=2)


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file.stem}: {name}" for file, name in CASES])
def test_every_case_runs_and_its_books_close(file, case):
    for kept in in_case(file, case).kept.values():
        assert kept.sound.all()
        assert kept.ledger_gap.max() < 1e-12


def test_the_cases_of_a_scenario_are_different_circumstances():
    for file in {file for file, _ in CASES}:
        worlds = [in_case(file, case.name) for case in LOADED[file].cases]
        endings = [world.kept[world.options[1]].closing["alignment"] for world in worlds]
        assert all(not np.array_equal(a, b) for a, b in combinations(endings, 2)), file.stem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_scenario_says_what_it_asks_and_what_each_option_stands_for(file):
    scenario = LOADED[file]
    assert scenario.question.endswith("?")
    for option in scenario.options[1:]:
        assert option.title != option.name and option.stands_for.endswith("."), option.name
