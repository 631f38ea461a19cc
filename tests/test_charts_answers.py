"""Charts of answers keep their words apart and on the page, whatever the names, and state what every chart states."""

from dataclasses import replace

import pandas as pd
import pytest

from sim.charts import CHARTS
from sim.charts.blocs import in_blocs
from sim.experiments.robust import overall, robust
from tests.test_charts_page import LONG, collisions, words

ARABIC = "مبادرة الدفاع المشترك بين الجمهوريات الإسلامية"
COUNTED = [("alignment", "PAK:TUR"), ("alignment", "IND:TUR")]
ABOUT = {"option": "pact", "subject": "PAK:TUR"}
ASSUMPTIONS = ["k_react", "options.pact.provisions[0].level", "parameters.a_long_name_of_something_judged", "w_sec"]


@pytest.fixture(scope="module")
def named(small):
    """The small study under long names, some of which run from the right."""
    names = {code: f"Federated Islands of {name}" for code, name in small.scenario.names.items()}
    titles = {"exercises": LONG, "pact": ARABIC}
    options = [replace(option, title=titles.get(option.name, option.title)) for option in small.scenario.options]
    scenario = replace(small.scenario, names=names | {"TUR": "جمهورية تركيا"}, options=tuple(options), title=LONG)
    return replace(small, scenario=scenario)


def waterfall():
    """The closing difference ends where numbers stand: nothing may meet it."""
    rows = [("opening", 0.7, 0.7), ("instruments", 0.1, 0.9), ("anchor", -0.2, -0.25), ("crisis", -0.1, -0.1002)]
    rows.append(("closing", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    table = pd.DataFrame(rows, columns=["mechanism", "baseline", "option"])
    table["difference"] = table["option"] - table["baseline"]
    return table.assign(lo=table["difference"] - 0.05, hi=table["difference"] + 0.05)


def choices():
    acts = [(act, who, act_size) for act in ("take up", "pressure") for who, act_size in (("IND", 2.0), ("USA", -0.4))]
    table = pd.DataFrame(acts, columns=["act", "partner", "expected"])
    table = table.assign(difference=table["expected"], lo=table["expected"] - 0.5, hi=table["expected"] + 0.5)
    return table.assign(countering=table["expected"] * 1.5, trust=table["expected"] * -0.5)


def enough():
    return pd.DataFrame({"draws": [3, 4], "worlds": [6, 8], "mean": [0.01, 0.02], "half_width": [0.03, 0.01]})


def attribution():
    parts = [("joint_exercises", 0.2), ("exercise_training_treaty", -0.05), ("all", 0.15)]
    table = pd.DataFrame(parts, columns=["part", "share"])
    table = table.assign(lo=table["share"] - 0.02, hi=table["share"] + 0.02, alone=table["share"], last=table["share"])
    return table.assign(worlds=8, provisions=1)


def tornado():
    ends = {"low_lo": -0.03, "low_hi": -0.01, "high_lo": 0.01, "high_hi": 0.03, "lo": 0.02, "hi": 0.06}
    table = pd.DataFrame({"assumption": ASSUMPTIONS, "low": 0.1, "high": 0.9, "at_low": 0.08, "at_high": 0.12})
    return table.assign(difference=0.04, worlds=8, centre=0.1, **ends)


def gradient():
    ends = {"lo": -0.1, "hi": 0.3, "sampled": 0.2, "sampled_lo": 0.1, "sampled_hi": 0.25}
    return pd.DataFrame({"assumption": ASSUMPTIONS, "low": 0.1, "high": 0.9}).assign(
        slope=0.1, worlds=8, draws=4, **ends
    )


def sobol():
    ends = {"first_lo": -0.1, "first_hi": 0.3, "total": 0.2, "total_lo": -0.1, "total_hi": 0.4}
    return pd.DataFrame({"assumption": ASSUMPTIONS, "low": 0.1, "high": 0.9}).assign(first=0.1, **ends)


SOBOL_TOLD = {
    "groups": 8, "dropped": 0, "shared": 0.5, "shared_lo": 0.3, "shared_hi": 0.7, "runs": 2, "worlds": 80,
    "spread": 0.01, "mean": 0.002,
}  # fmt: skip
ASKED = {
    "waterfall": (waterfall, {"option": "pact", "pair": "PAK:TUR"}),
    "choices": (choices, {"option": "pact", "actor": "IND"}),
    "enough": (enough, ABOUT | {"target": 0.001}),
    "attribution": (attribution, ABOUT),
    "tornado": (tornado, ABOUT),
    "gradient": (gradient, ABOUT),
    "sobol": (sobol, ABOUT | {"told": SOBOL_TOLD}),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("study", ["small", "named"])
def test_a_chart_of_an_answer_fits_and_says_that_it_is_no_forecast(name, study, request):
    table, about = ASKED[name]
    figure = CHARTS[name].draw(request.getfixturevalue(study), table(), **about)
    assert collisions(figure) == ([], [])
    said = words(figure)
    assert said.count("Scenario instrument, not a forecast.") == 1
    assert "worlds" in said


@pytest.mark.parametrize("study", ["small", "named"])
def test_regret_and_front_fit(study, request):
    ensemble = request.getfixturevalue(study)
    table = robust(ensemble, COUNTED)
    assert collisions(CHARTS["regret"].draw(ensemble, table, overall(ensemble, COUNTED))) == ([], [])
    assert collisions(CHARTS["front"].draw(ensemble, table)) == ([], [])


def test_numbers_of_a_waterfall_stand_clear_of_its_bars(small):
    figure = CHARTS["waterfall"].draw(small, waterfall(), option="pact", pair="PAK:TUR")
    change = next(axes for axes in figure.axes if axes.get_label() == "change")
    right = change.get_window_extent().x1
    assert len(change.texts) == 4
    assert all(text.get_window_extent().x0 > right for text in change.texts)


def test_shares_are_said_of_the_worlds_there_are(small):
    for name in ("effects", "families"):
        assert "of 8 worlds, how many end below" in words(CHARTS[name].draw(small))
    assert "of 8 model worlds end above" in words(CHARTS["fan"].draw(small))
    assert "of 8 worlds" in words(CHARTS["tradeoff"].draw(small))


def test_one_bloc_stands_after_the_other_with_a_line_between_them(small):
    table = CHARTS["moves"].data(small, option="pact").drop_duplicates("source")
    assert table["bloc"].diff().ne(0).sum() - 1 == 1
    axes = next(a for a in CHARTS["moves"].draw(small, option="pact").axes if a.get_label() == "moves")
    first = int((table["bloc"] == table["bloc"].iloc[0]).sum())
    assert {tuple(set(line.get_ydata())) for line in axes.lines} >= {(first - 0.5,)}
    start = small.scenario.opening.figures["alignment"]
    assert in_blocs(start, table["bloc"].to_numpy() < 0) == in_blocs(start, table["bloc"].to_numpy() >= 0)
