"""The shipped scenarios: every option does something between its parties, and the baseline stands still at first."""

from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from sim.ensemble.block import WORLDS_A_BLOCK
from sim.scenario import under
from tests.shipped_studies import FILES, LARGE, loaded, studied

# The smallest first: it makes the program that most other files of tests run as well.
OPTIONS = [
    (file, option.name)
    for file in sorted(FILES, key=lambda file: len(loaded(file).actors))
    for option in loaded(file).options[1:]
]
DRAWS = 50
# Less than a hundredth of a programme is nothing; other agreements that give way may hide part of a change.
SOMETHING = 0.01
TWO_YEARS = 8
NEARLY_ALL = 0.95


@cache
def imposed(file):
    """All options of a file, imposed, in many worlds, for as long as it takes to see what each carries out."""
    scenario = loaded(file)
    last = max(asked(option) for option in scenario.options[1:])
    shorter = replace(scenario, quarters=last)
    return studied(all_imposed(shorter, scenario.cases[-1].name if scenario.cases else None), DRAWS)


def asked(option):
    """The quarter by which the last of an option's provisions was carried out for two years."""
    return max(provision.start for provision in option.provisions) + TWO_YEARS


def all_imposed(scenario, case):
    """The scenario in one case (its last one stands for all), with every option imposed."""
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
    year = replace(loaded(LARGE), quarters=4, options=loaded(LARGE).options[:1])
    baseline = studied(year, DRAWS)
    assert np.abs(baseline.kept["baseline"].ledger["alignment"].sum(axis=0)).mean() < 0.01


CASES = [(file, case.name if case else None) for file in FILES for case in loaded(file).cases or [None]]


@cache
def in_case(file, case):
    """One block of worlds in one case, to the horizon."""
    return studied(all_imposed(loaded(file), case), WORLDS_A_BLOCK)


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file.stem}: {case or 'all'}" for file, case in CASES])
def test_every_case_runs_to_its_horizon_and_its_books_close(file, case):
    for kept in (*in_case(file, case).kept.values(), *imposed(file).kept.values()):
        assert kept.sound.all()
        assert kept.ledger_gap.max() < 1e-12


def test_the_cases_of_a_scenario_are_different_circumstances():
    for file in {file for file, case in CASES if case}:
        worlds = [in_case(file, case.name) for case in loaded(file).cases]
        endings = [world.kept[world.options[1]].closing["alignment"] for world in worlds]
        assert all(not np.array_equal(a, b) for a, b in combinations(endings, 2)), file.stem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_scenario_says_what_it_asks_and_what_each_option_stands_for(file):
    scenario = loaded(file)
    assert scenario.question.endswith("?")
    for option in scenario.options[1:]:
        assert option.title != option.name and option.stands_for.endswith("."), option.name
