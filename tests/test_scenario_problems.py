"""What a user is told about a scenario file that cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.errors import EntenteError
from sim.scenario import ScenarioError, load, policy

REPOSITORY = Path(__file__).parents[1]
BROKEN = Path(__file__).parent / "broken"
WRECKAGE = (
    "",
    "null",
    "[]",
    "{",
    "}",
    ":",
    "- ",
    "\t",
    "'",
    "*a",
    "&a ",
    "!x ",
    "-1",
    "1e999",
    "IND:TUR",
    "é",
    "\n",
    "#",
)
MINIMAL = REPOSITORY / "scenarios" / "minimal.yaml"


@pytest.mark.parametrize("name", sorted(file.stem for file in BROKEN.glob("*.yaml")))
def test_a_broken_scenario_is_explained_word_for_word(name, monkeypatch):
    monkeypatch.chdir(BROKEN)
    with pytest.raises(ScenarioError) as caught:
        load(f"{name}.yaml")
    assert f"{caught.value}\n" == (BROKEN / f"{name}.expected").read_text(encoding="utf-8")


def test_every_broken_scenario_has_its_words():
    stems = {file.stem for file in BROKEN.glob("*.yaml")}
    assert len(stems) >= 30
    assert stems == {file.stem for file in BROKEN.glob("*.expected")}


def test_problems_come_as_data_too_sorted_by_line(monkeypatch):
    monkeypatch.chdir(BROKEN)
    with pytest.raises(EntenteError) as caught:
        load("all-at-once.yaml")
    problems = caught.value.problems
    assert len(problems) > 4
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert {problem.file for problem in problems} == {"all-at-once.yaml"}
    assert "options.pact.provisions[0].instrumnt" in {problem.key for problem in problems}


def test_a_file_that_is_not_there_is_met_with_those_that_are(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    with pytest.raises(
        ScenarioError, match=r"scenarios/minmal\.yaml: no such file; the folder scenarios has .*minimal\.yaml"
    ):
        load("scenarios/minmal.yaml")


def test_a_folder_is_not_a_scenario(tmp_path):
    with pytest.raises(ScenarioError, match="this is a folder; name a scenario file"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("horizn=3", '(command line) horizn: unknown key; did you mean "horizon"?'),
        ("optoins.pact.title=x", '(command line) optoins.pact.title: unknown key; did you mean "options"?'),
        (
            "options.pakt.provisions[0].level=1",
            '(command line) options.pakt: unknown key; did you mean "pact"?',
        ),
        (
            "options.pact.provisions[0].levl=1",
            '(command line) options.pact.provisions[0].levl: unknown key; did you mean "level"?',
        ),
        (
            "options.pact.provisions[1].level=1",
            "options.pact.provisions[1].level: there is no [1]; options.pact.provisions has [0]",
        ),
        (
            "options.pact.provisions[0].level=9",
            "(command line) options.pact.provisions[0].level: 9 is out of range; write a level from 0 to 2",
        ),
        ("options.pact.provisions.level=1", "options.pact.provisions has no keys of its own"),
        ("title[0]=x", "(command line) title[0]: title is not a list"),
        (
            "options..x=1",
            "(command line) options..x: not a path; write it as options.NAME.provisions[0].level",
        ),
        ("horizon", '(command line): cannot read "horizon"; write key=value, such as horizon=5'),
        ("horizon=", "(command line) horizon: missing; write horizon: 10"),
        ("title=[a", "title: not readable as YAML: a list or mapping that is never closed with ]"),
        ("draws=5", '(command line) draws: does not stand here; write it as "sampling.draws"'),
        ("extends=other.yaml", "(command line) extends: can only be written in a file"),
        ("parameters.k_raect=1", 'parameters.k_raect: unknown parameter "k_raect"; did you mean "k_react"?'),
        ("world.actors=none.csv", "(command line) world.actors: no such file: none.csv"),
    ],
)
def test_a_wrong_override_is_explained_as_well_as_a_wrong_line(override, said):
    with pytest.raises(ScenarioError) as caught:
        load(MINIMAL, override)
    assert said in str(caught.value)


def test_a_range_that_would_turn_a_rate_negative_is_refused():
    with pytest.raises(ScenarioError, match="-1 is below 0, which k_react cannot be; begin at 0 or above"):
        load(MINIMAL, "uncertainties.k_react=[-1, 2]")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_damaged_file_is_either_read_or_explained(tmp_path_factory, data):
    text = MINIMAL.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = start + data.draw(st.integers(0, 8))
        text = text[:start] + data.draw(st.sampled_from(WRECKAGE)) + text[stop:]
    path = tmp_path_factory.getbasetemp() / "damaged.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        scenario = load(path)
    except ScenarioError as error:
        assert all(problem.message for problem in error.problems)
    else:
        assert policy(scenario, scenario.options[-1]).active.ndim == 1
