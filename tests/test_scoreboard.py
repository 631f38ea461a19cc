"""The scoreboard says what was measured: the page, its chart and the README come from the tables that are kept."""

import re

import pandas as pd
import pytest

from benchmarks.scoreboard_page import LIMITS, in_three_lines, page
from sim.charts.skill import draw, skill
from sim.experiments.facts.scoreboard import scoreboard
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def kept():
    return {path.stem: pd.read_csv(path) for path in (ROOT / "results" / "evidence").glob("*.csv")}


def test_the_page_is_that_of_the_tables(kept):
    assert page(kept).splitlines() == (ROOT / "docs" / "scoreboard.md").read_text(encoding="utf-8").splitlines()


def test_the_readme_quotes_its_three_lines(kept):
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for line in in_three_lines(kept):
        assert line in readme


def test_the_facts_that_ship_are_those_of_their_page():
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    for row in scoreboard().to_dict("records"):
        line = next(line for line in page.splitlines() if re.match(rf"\| {row['id']}( \*c\*)? \|", line))
        assert (row["verdict"] == "fails") == ("**fails**" in line)
        assert row["model"] in page


def test_the_tests_of_the_limits_are_there():
    for _, _, files in LIMITS:
        assert all((ROOT / file).is_file() for file in files.split(", "))


def test_a_forecast_that_scores_less_is_shown_as_better_by_that_share():
    columns = ["target", "horizon", "forecast", "score", "value", "less", "low", "high", "n"]
    rows = [
        ("crises", "1 year", "the model", "log", 0.8, float("nan"), float("nan"), float("nan"), 10),
        ("crises", "1 year", "gravity", "log", 1.0, -0.2, -0.3, -0.1, 10),
        ("crises", "1 year", "gravity", "auc", 0.7, 0.1, 0.0, 0.2, 10),
    ]
    found = skill(pd.DataFrame(rows, columns=columns))
    assert found[["forecast", "less", "low", "high"]].to_numpy().tolist() == [["gravity", -20.0, -30.0, -10.0]]


def test_the_chart_counts_what_is_better_and_worse(kept):
    words = " ".join(text.get_text() for text in draw(kept["hindcast"], "Worlds of some years.").texts)
    found = skill(kept["hindcast"])
    assert f"better in {(found['high'] < 0).sum()} and worse in {(found['low'] > 0).sum()}" in words
