"""Names as people write them survive: diacritics, spaces, right-to-left text and labels of sixty letters."""

import csv
import json
from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from sim.charts import charts_of
from sim.charts.letters import FENCE, drawable, legible
from sim.charts.sheet import wrap
from sim.cli.answer_json import as_document
from sim.cli.answer_view import print_answer
from sim.ensemble.resolved_file import resolved_text
from sim.ensemble.store import write_study
from sim.ensemble.tables import study_tables
from sim.experiments.answer import answer
from sim.experiments.feasibility import feasibility
from sim.experiments.words import side_name
from sim.scenario import load

PAKISTAN, SAUDI, LONG = (
    "پاکستان",
    "المملكة العربية السعودية",
    "Republic of the Very Long Name of Some Sixty Characters Côte",
)
FRIENDS = "أصدقاء الخليج, les amis"
PACT, QUESTION = "معاهدة دفاع مشترك", "Çok uzun bir soru, İğdır'dan: „was nun“?"
FILE = f"""
version: 1
title: "{QUESTION}"
start: 2026
horizon: 2
actors: [PAK, TUR, SAU, IND]
add_actors: {{PAK: {{name: "{PAKISTAN}"}}, SAU: {{name: "{SAUDI}"}}, IND: {{name: "{LONG}"}}}}
groups: {{friends: {{title: "{FRIENDS}", members: [PAK, SAU]}}}}
watch: ["TUR:friends"]
options:
  pact:
    title: "{PACT}"
    provisions: [{{instrument: mutual_defence_pact, parties: [PAK, TUR], level: 1}}]
"""


@pytest.fixture(scope="module")
def named(small):
    """The small study under such names."""
    scenario = small.scenario
    names = dict(scenario.names) | {"PAK": PAKISTAN, "SAU": SAUDI, "IND": LONG}
    options = tuple(replace(o, title=PACT) if o.name == "pact" else o for o in scenario.options)
    return replace(small, scenario=replace(scenario, names=names, options=options, title=QUESTION))


@pytest.fixture(scope="module")
def tables(named):
    found = study_tables(named)
    return found | {"feasibility": feasibility(named.scenario, found["signing"])}


def test_names_survive_the_scenario_file_and_the_resolved_one(tmp_path):
    path = tmp_path / "names.yaml"
    path.write_text(FILE, encoding="utf-8")
    scenario = load(path)
    assert (scenario.names["PAK"], scenario.names["IND"], scenario.option("pact").title) == (PAKISTAN, LONG, PACT)
    assert side_name(scenario, "friends") == FRIENDS
    path.write_text(resolved_text(scenario), encoding="utf-8")
    again = load(path)
    assert again == scenario and again.title == QUESTION and again.group_titles == {"friends": FRIENDS}


def test_names_survive_csv_parquet_and_json(named, tables, tmp_path):
    folder = write_study(named, tables, tmp_path)
    with (folder / "tables" / "feasibility.csv").open(encoding="utf-8", newline="") as file:
        assert any(PAKISTAN in row["reason"] for row in csv.DictReader(file))
    reasons = tables["feasibility"]
    reasons.to_parquet(tmp_path / "reasons.parquet")
    assert list(pd.read_parquet(tmp_path / "reasons.parquet")["reason"]) == list(reasons["reason"])
    said = json.loads(as_document(answer(named, tables), folder, "entente run names.yaml"))["answer"]
    assert said["title"] == QUESTION and PACT in [option["title"] for option in said["options"]]
    assert any(PAKISTAN in effect["name"] for effect in said["options"][0]["effects"])


def test_names_survive_an_eighty_column_terminal(named, tables, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_answer(answer(named, tables))
    printed = capsys.readouterr().out
    assert PAKISTAN in printed and PACT in printed
    assert all(word in printed for word in LONG.split())


# Its dots are options, and it names no state.
OPTIONS_ALONE = "tradeoff"


@pytest.mark.parametrize("chart", charts_of().values(), ids=charts_of())
def test_names_survive_charts_and_every_letter_is_drawn(chart, named):
    figure = chart.draw(named)
    FigureCanvasAgg(figure).draw()  # a missing letter is a warning, and warnings are errors
    written = " ".join(text.get_text() for text in figure.findobj(Text))
    assert (PAKISTAN in written or chart.name == OPTIONS_ALONE) and PACT.split()[0] in written
    assert all(word in written for word in LONG.split()) or chart.name in ("fan", "families", OPTIONS_ALONE)


@pytest.mark.parametrize("chart", charts_of().values(), ids=charts_of())
def test_what_the_type_cannot_draw_goes_by_its_code_and_not_by_empty_boxes(chart, named):
    scenario = named.scenario
    strange = replace(named, scenario=replace(scenario, names=dict(scenario.names) | {"PAK": "पाकिस्तान"}))
    figure = chart.draw(strange)
    FigureCanvasAgg(figure).draw()
    written = " ".join(text.get_text() for text in figure.findobj(Text))
    assert ("PAK" in written or chart.name == OPTIONS_ALONE) and "पाकिस्तान" not in written


def test_text_from_the_right_does_not_turn_the_words_beside_it_round(named):
    line = wrap(f"“{PACT}”: no practical change", 9, 8)[0]
    assert line.startswith(FENCE)
    assert legible(named).scenario.names["PAK"] == f"{FENCE}{PAKISTAN}{FENCE}"
    assert wrap("Türkiye", 9, 8) == ["Türkiye"]


@pytest.mark.parametrize("text", ["Việt Nam", "Հայաստան", "საქართველო", "ישראל", "Ösel–Åland", SAUDI])
def test_the_type_of_the_charts_draws(text):
    assert drawable(text)
