"""A sweep on the terminal: figures are never cut, and what is not known is a dash."""

import numpy as np

from sim.cli.sweep_view import print_sweep
from sim.ensemble.points import Part
from sim.experiments.design import points
from sim.scenario.levers import Range, Scan
from sim.scenario.sweep_plan import SweepPlan
from tests.synthetic_sweep import DOUBT, KIND, LEVEL, swept_of

PARTIES = "options.pact[0].parties"
FIGURES = ["+0.123", "+0.123", "+0.123", "0.00", "0.00", "1.00", "8"]


def printed(levers, capsys, monkeypatch, lost=None):
    """Lines of a sweep at 80 columns; every effect is .1234."""
    monkeypatch.setenv("COLUMNS", "80")
    swept = swept_of(points(levers, "lhs", 2, 1), lambda *_: 0.1234, SweepPlan(levers, "lhs", 2))
    if lost:
        whole = swept.parts.read(lost)
        swept.parts.add(Part(lost, np.full_like(whole.values, np.nan), whole.errors))
    print_sweep(swept.effects(), tuple(levers))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    return lines


def test_words_of_levers_are_folded_and_figures_stand_whole(capsys, monkeypatch):
    lists = Scan(("[PAK,TUR]", "[friends,TUR,SAU]"))
    levers = {KIND: Scan(("imposed", "signed")), PARTIES: lists, DOUBT: Range(0.3, 0.8), LEVEL: Range(0.0, 1.0)}
    lines = printed(levers, capsys, monkeypatch, "pact0")
    head = next(line for line in lines if line.startswith("enter "))
    assert head.split()[:5] == ["enter", "parties", "k_react", "change", "mean"]
    of_points = [line.split() for line in lines if line.startswith(("imposed", "signed"))]
    assert [words[-7:] for words in of_points].count(FIGURES) == 15
    assert [words[-7:] for words in of_points].count(["-"] * 6 + ["0"]) == 1
    assert sum("[friends, TUR," in line for line in lines) == 8


def test_more_levers_than_fit_go_by_the_number_of_their_point(capsys, monkeypatch):
    lines = printed({f"parameters.k_{k}": Range(0.3, 0.8) for k in range(9)}, capsys, monkeypatch)
    assert "point: its levers stand in design.csv" in lines
    assert [line.split() for line in lines if line[:1] in "01" and line] == [[k, *FIGURES] for k in "0101"]
