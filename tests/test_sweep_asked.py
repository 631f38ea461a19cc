"""A sweep is made again from the file that was asked, in which its levers do what they did."""

from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim.ensemble.resolved_file import scenario_text
from sim.experiments.design import points
from sim.experiments.sweep import design
from sim.experiments.sweep_study import SweepQuestion, planned
from sim.scenario.asked import asked_data

TEXT = """\
version: 1
extends: MINIMAL
groups: {friends: [PAK, TUR]}
options:
  pact:
    expand: optional
    provisions:
      - {instrument: mutual_defence_pact, parties: [friends, SAU], optional: [USA], level: 1, from: 2026-07}
cases:
  calm: {parameters: {k_react: 0.3}}
  strained: {title: "No: a quarrel", parameters: {k_react: 0.8}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT.replace("MINIMAL", Path("scenarios/minimal.yaml").resolve().as_posix()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("overrides", "vary", "design_", "n"),
    [
        (("case=calm",), "options.pact[0].level=0,1.5", None, None),
        (("case=calm",), "groups.friends=[PAK,TUR],[CHN,TUR]", None, None),
        (("case=calm", "horizon=2"), "options.pact[0].parties[1]=SAU,CHN", None, None),
        (("case=strained",), "cases.strained.parameters.k_react=0.3,0.5", None, None),
        ((), "case=calm,strained", None, None),
        (("case=calm",), "options.exercises[0].change=0.2:0.7333333333333333", "lhs", 3),
    ],
)
def test_levers_do_in_the_kept_file_what_they_did_in_the_one_that_was_asked(
    file, tmp_path, overrides, vary, design_, n
):
    question = SweepQuestion(str(file), overrides, (vary,), design_, n)
    read = sim.load(file, *overrides)
    base = replace(read, sweep=planned(question, read.sweep))
    kept = tmp_path / "scenario.asked.yaml"
    kept.write_text(scenario_text(asked_data(base, overrides)), encoding="utf-8")
    again = sim.load(kept)
    assert again.digest() == base.digest()
    assert scenario_text(asked_data(again, ())) == kept.read_text(encoding="utf-8")
    ours, theirs = (points(each.sweep.vary, each.sweep.design, n, 1) for each in (base, again))
    assert ours.equals(theirs)
    found = [design(base, file, overrides, ours).scenarios, design(again, kept, (), theirs).scenarios]
    first, second = ([scenario.digest() for scenario in scenarios] for scenarios in found)
    assert first == second
    assert len(set(first)) == len(ours)


def test_a_case_that_varies_need_not_be_chosen_when_the_file_says_so(entente, file):
    assert "asks about one case" in entente("sweep", str(file), "--outcome", "peace")[2]
    with file.open("a", encoding="utf-8") as text:
        text.write("sweep: {vary: {case: [calm, strained]}}\n")
    code, _, err = entente("sweep", str(file), "--outcome", "peace")
    assert (code, "peace: no such outcome" in err) == (2, True), err


def test_what_is_said_of_sampling_where_nothing_is_sampled_is_told_to_change_nothing(entente, tmp_path):
    asked = ["sweep", "scenarios/minimal.yaml", "horizon=1", "--draws", "2", "--runs", "1", "--no-charts", "--quiet"]
    asked += ["--out", str(tmp_path), "--vary", "parameters.k_react=0.2,0.9"]
    code, _, err = entente(*asked, "--design", "lhs", "--n", "8")
    assert (code, err) == (
        0,
        "Every lever is a list of values, so nothing is sampled: --design and --n change nothing here.\n",
    )
    assert entente(*asked)[::2] == (0, "")
