"""Charts of a sweep draw what their tables say, fit the page, and say what stands behind them."""

from dataclasses import replace

import numpy as np
import pytest

from sim.charts import charts_of
from sim.core.errors import QuestionError
from sim.ensemble.points import Part
from sim.experiments.design import points
from sim.scenario.levers import Range, Scan
from sim.scenario.sweep_plan import SweepPlan
from tests.synthetic_sweep import DOUBT, KIND, LEVEL, crossed_sweep, swept_of
from tests.test_charts_page import collisions, words

CHARTS = charts_of("sweep")
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@pytest.fixture(scope="module")
def crossed():
    """Three levers, one of words."""
    return crossed_sweep()


@pytest.fixture(scope="module")
def figures(crossed):
    """Each chart, drawn once."""
    return {name: chart.draw(crossed) for name, chart in CHARTS.items()}


@every_chart
def test_a_chart_of_a_sweep_fits_and_says_unit_worlds_points_and_that_it_is_no_forecast(chart, figures):
    figure = figures[chart.name]
    said = words(figure)
    assert collisions(figure) == ([], [])
    assert "index −1 to 1" in said
    assert "12 points, each in 8 worlds (4 draws × 2 runs)" in said
    assert said.count("Scenario instrument, not a forecast.") == 1
    assert "added level of “Joint exercises”" in said


def test_the_response_draws_the_means_and_intervals_of_its_table(crossed, figures):
    table = CHARTS["response"].data(crossed).query("outcome == 'alignment' and subject == 'PAK:TUR'")
    axes = next(a for a in figures["response"].axes if a.get_label() == "alignment PAK:TUR")
    drawn = [line.get_ydata() for line in axes.lines if line.get_marker() == "s"]
    assert drawn[0] == pytest.approx(table[table["option"] == "pact"]["mean"])
    bands = axes.collections
    assert bands[1].get_paths()[0].vertices[:, 1].max() == pytest.approx(table[table["option"] == "pact"]["hi"].max())


def test_the_heat_map_is_centred_at_zero_and_strikes_out_what_holds_zero(crossed, figures):
    table = CHARTS["heat"].data(crossed)
    holds = table[(table["lo"] <= 0) & (table["hi"] >= 0)]
    struck = [line for a in figures["heat"].axes for line in a.lines if line.get_label() == "holds zero"]
    assert len(struck) == len(holds) == 4
    mesh = next(a for a in figures["heat"].axes if a.get_label() == "heat pact").collections[0]
    assert mesh.norm.vmin == -mesh.norm.vmax
    assert sorted(mesh.get_array().ravel()) == pytest.approx(sorted(table[table["option"] == "pact"]["mean"]))


def test_the_heat_map_says_the_sign_of_every_cell_that_is_not_struck_out(crossed, figures):
    table = CHARTS["heat"].data(crossed)
    sure = table[(table["lo"] > 0) | (table["hi"] < 0)]
    said = [text.get_text() for axes in figures["heat"].axes if axes.get_label()[:5] == "heat " for text in axes.texts]
    assert sorted(text[0] for text in said) == sorted("+" if mean > 0 else "−" for mean in sure["mean"])


def test_small_multiples_have_a_panel_for_each_value_on_one_scale(figures):
    panels = [a for a in figures["multiples"].axes if a.get_label() != "key"]
    assert len(panels) == 4
    assert len({a.get_ylim() for a in panels}) == 1
    assert "imposed" in words(figures["multiples"])


def test_words_along_the_axis_are_not_joined_by_lines(crossed):
    figure = CHARTS["response"].draw(crossed, KIND)
    assert collisions(figure) == ([], [])
    assert "way of entering of “Mutual defence pact”" in words(figure)
    axes = next(a for a in figure.axes if a.get_label() == "alignment PAK:TUR")
    assert all(line.get_linestyle() == "None" for line in axes.lines if line.get_marker() in "os")


def test_failed_worlds_are_counted_below_the_chart():
    torn = crossed_sweep()
    whole = torn.parts.read("pact0")
    torn.parts.add(Part("pact0", np.where(np.arange(8)[:, None] < 3, np.nan, whole.values), whole.errors))
    assert "3 of 192 failed and are left out" in words(CHARTS["response"].draw(torn))


def test_many_options_long_names_and_sampled_levers_fit(crossed):
    levers = {LEVEL: Range(0.0, 1.0), DOUBT: Range(0.0, 1.0), KIND: Scan(("imposed", "signed"))}
    sampled = swept_of(points(levers, "lhs", 8, 1), lambda _, row: row[LEVEL] - 0.5, SweepPlan(levers, "lhs", 8))
    title = "Ösel–Åland naval partnership programme with Türkiye’s fleet"
    options = [replace(o, title=f"{title} {o.name}" if o.provisions else o.title) for o in crossed.scenario.options]
    extra = [replace(options[1], name=f"o{k}") for k in range(9)]
    names = dict(sampled.names) | {o.name: sampled.names["pact"] for o in extra}
    wide = replace(sampled, scenario=replace(sampled.scenario, options=(*options, *extra)), names=names)
    for chart in CHARTS.values():
        figure = chart.draw(wide)
        assert collisions(figure) == ([], [])
        assert "are left out" in words(figure)


def test_a_chart_says_which_of_its_values_are_means_of_ranges():
    levers = {LEVEL: Scan((0.0, 1.0)), DOUBT: Range(0.2, 0.9)}
    few, many = (
        swept_of(points(levers, "lhs", n, 1), lambda _, row: row[LEVEL], SweepPlan(levers, "lhs", n)) for n in (2, 9)
    )
    for chart in CHARTS.values():
        about = (DOUBT,) if chart.name == "response" else ()
        assert "Each value of k_react is the mean of a range of the sample" in words(chart.draw(many, *about))
    for swept, lever in ((few, DOUBT), (many, LEVEL)):
        assert "mean of a range" not in words(CHARTS["response"].draw(swept, lever))


def without_worlds(swept, *parts):
    """The same sweep, all worlds of some parts failed."""
    for name in parts:
        whole = swept.parts.read(name)
        swept.parts.add(Part(name, np.full_like(whole.values, np.nan), whole.errors))
    return swept


def test_the_response_tells_the_lowest_and_the_highest_point_of_the_curve_that_moves_furthest():
    levers = {KIND: Scan(("imposed", "offered", "signed")), DOUBT: Scan((0.2, 0.6))}
    size = {"imposed": 0.3, "offered": 0.1, "signed": 0.3}
    swept = swept_of(points(levers, "grid", None, 1), lambda _, row: size[row[KIND]], SweepPlan(levers))
    said = words(CHARTS["response"].draw(swept, KIND))
    assert "goes from +0.300 to +0.100 as way of entering of “Mutual defence pact” goes from imposed to offered" in said


def test_a_chart_does_not_speak_for_values_at_which_no_world_came_out():
    levers = {LEVEL: Scan((0.0, 1.0)), DOUBT: Scan((0.2, 0.5, 0.8))}

    def said(name, size, *lost):
        swept = swept_of(points(levers, "grid", None, 1), size, SweepPlan(levers))
        figure = CHARTS[name].draw(without_worlds(swept, *lost), *((DOUBT,) if name == "response" else ()))
        assert collisions(figure) == ([], [])
        return words(figure)

    def flat(*_):
        return 0.001

    at_two = [f"{option}{k}" for option in ("pact", "exercises") for k in (0, 1, 3, 4)]
    assert "is not known: worlds came out for 2 of 6 pairs" in said("response", flat, *at_two)
    assert "where worlds came out, for 5 of 6 pairs" in said("response", flat, "pact0", "pact3")
    assert "in practice in the 4 of 12 cells that hold worlds" in said("heat", flat, *at_two)
    assert "(no world came out at 1 of 3 values)" in said(
        "response", lambda _, row: row[DOUBT], "exercises1", "exercises4"
    )
    assert "(11 of 12 cells hold worlds)" in said("heat", lambda _, row: row[DOUBT], "pact1")


def test_long_words_along_both_axes_are_wrapped_and_none_is_left_out():
    parties = "options.pact[0].parties"
    levers = {KIND: Scan(("imposed", "signed", "offered")), parties: Scan(("[PAK, TUR]", "[PAK, SAU, TUR, ARE, QAT]"))}
    swept = swept_of(points(levers, "grid", None, 1), lambda *_: 0.1, SweepPlan(levers))
    for about in ((KIND, parties), (parties, KIND)):
        figure = CHARTS["heat"].draw(swept, *about)
        assert collisions(figure) == ([], [])
        assert all(word in words(figure) for word in ("signed", "offered", "QAT]"))


def test_what_does_not_vary_cannot_be_an_axis(crossed):
    with pytest.raises(QuestionError, match="does not vary in this sweep; what does: options"):
        CHARTS["response"].draw(crossed, "parameters.k_w")
    one = swept_of(
        points({LEVEL: Scan((0.0, 1.0))}, "grid", None, 1), lambda *_: 0.1, SweepPlan({LEVEL: Scan((0.0, 1.0))})
    )
    for name in ("heat", "multiples"):
        with pytest.raises(QuestionError, match="two levers that vary"):
            CHARTS[name].draw(one)
