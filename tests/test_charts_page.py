"""What stands on the page: words that fit, facts that every chart states, files that are the same each time."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from sim.charts import CHARTS, charts_of, save
from sim.charts.sheet import text_width, wrap

LONG = "Ösel–Åland naval partnership programme with Türkiye’s fleet"

every_chart = pytest.mark.parametrize("chart", charts_of().values(), ids=charts_of().keys())


@pytest.fixture(scope="module")
def wide(small):
    """The same worlds under fourteen options with long labels, as far as charts can tell."""
    scenario = small.scenario
    baseline, *others = scenario.options
    options = [replace(others[k % 2], name=f"o{k}", title=f"{LONG} {k}") for k in range(14)]
    kept = {"baseline": small.kept["baseline"]} | {f"o{k}": small.kept[others[k % 2].name] for k in range(14)}
    names = {code: f"Federated Islands of {name}" for code, name in scenario.names.items()}
    title = f"{scenario.title}: {LONG}"
    return replace(small, scenario=replace(scenario, options=(baseline, *options), names=names, title=title), kept=kept)


def with_failed_worlds(small, *worlds):
    """The study as if these worlds had not come out finite, whatever the option."""
    kept = {name: replace(k, sound=~np.isin(np.arange(small.worlds), worlds)) for name, k in small.kept.items()}
    return replace(small, kept=kept)


def numbers(table):
    """The numbers of a table that come from worlds."""
    own = table[table["kind"] == "effect"] if "kind" in table else table
    # Where nothing spreads yet there is no share of luck.
    return own.select_dtypes("number").drop(columns="luck_share", errors="ignore").dropna(axis=1, how="all")


def texts(figure):
    """What is written on a figure, with the box of each text in pixels."""
    FigureCanvasAgg(figure).draw()
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent()) for t in shown if t.axes is None or t.axes.axison]


def words(figure):
    return " ".join(text for text, _ in texts(figure))


def collisions(figure):
    """Texts that leave the figure or meet another text."""
    written = texts(figure)
    frame = figure.bbox
    cut = [t for t, b in written if b.x0 < 0 or b.y0 < 0 or b.x1 > frame.x1 or b.y1 > frame.y1]
    # Boxes of letters without descenders touch the line below; a pixel of ink never does.
    boxes = [(t, b.x0 + 0.5, b.x1 - 0.5, b.y0 + 0.12 * b.height, b.y1 - 0.05 * b.height) for t, b in written]
    met = [
        (a[0], b[0])
        for k, a in enumerate(boxes)
        for b in boxes[k + 1 :]
        if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]
    return cut, met


@every_chart
def test_no_text_is_cut_off_or_overlaps(chart, small):
    assert collisions(chart.draw(small)) == ([], [])


@every_chart
def test_long_labels_and_many_options_neither_overlap_nor_lose_their_diacritics(chart, wide):
    figure = chart.draw(wide)
    assert collisions(figure) == ([], [])
    assert "Ösel–Åland" in words(figure)
    assert "Türkiye" in words(figure)


@every_chart
def test_a_chart_says_unit_worlds_horizon_and_once_that_it_is_no_forecast(chart, small):
    said = words(chart.draw(small))
    assert "8 worlds (4 draws × 2 runs)" in said
    assert "3 years, 2026Q1 to 2029Q1" in said
    assert "index −1 to 1" in said
    assert said.count("Scenario instrument, not a forecast.") == 1


@every_chart
def test_failed_worlds_are_counted_on_the_chart_and_left_out_of_it(chart, small):
    torn = with_failed_worlds(small, 1, 6)
    assert "6 of 8 worlds" in words(chart.draw(torn))
    kept, whole = (numbers(chart.data(study)) for study in (torn, small))
    assert np.isfinite(kept.to_numpy()).all()
    assert not kept.equals(whole)


@pytest.mark.parametrize("chart", [CHARTS[name] for name in ("effects", "fan", "map")], ids=lambda chart: chart.name)
def test_a_chart_saves_the_same_bytes_each_time_with_its_title_and_command(chart, small, tmp_path):
    said = {"title": "Türkiye and Pakistan", "command": "entente run scenarios/minimal.yaml"}
    first = save(chart.draw(small), tmp_path / "a" / chart.name, said)
    again = save(chart.draw(small), tmp_path / "b" / chart.name, said)
    assert [path.suffix for path in first] == [".png", ".svg"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    svg = first[1].read_text(encoding="utf-8")
    assert "Türkiye and Pakistan" in svg
    assert "entente run scenarios/minimal.yaml" in svg
    assert "<dc:date>" not in svg
    assert b"entente run scenarios/minimal.yaml" in first[0].read_bytes()


def test_a_name_with_a_dot_keeps_it_when_saved(small, tmp_path):
    png, svg = save(CHARTS["fan"].draw(small), tmp_path / "fan.pact", {})
    assert (png.name, svg.name) == ("fan.pact.png", "fan.pact.svg")


def test_the_fan_marks_the_date_of_the_first_provision(small):
    figure = CHARTS["fan"].draw(small, option="pact")
    assert "first provision, 2026Q3" in words(figure)
    assert all(
        any(list(line.get_xdata()) == [2026.5, 2026.5] for line in axes.lines)
        for axes in figure.axes
        if axes.get_label() != "key"
    )


def test_moves_and_reactions_take_the_option_with_the_largest_mean_effect_and_say_so(small):
    sizes = {name: small.moves(name).abs().to_numpy().mean() for name in small.options[1:]}
    largest = max(sizes, key=sizes.get)
    for name in ("moves", "reactions"):
        assert set(CHARTS[name].data(small)["option"]) == {largest}
        assert "largest mean absolute effect" in words(CHARTS[name].draw(small))
        assert "largest mean absolute effect" not in words(CHARTS[name].draw(small, option=largest))


def test_what_was_switched_off_stands_below_the_chart(small):
    figure = CHARTS["fan"].draw(replace(small, off=("crisis",)))
    assert "switched off: crisis" in words(figure)


def test_wrapping_keeps_all_letters_and_the_width():
    text = f"{LONG} Donaudampfschifffahrtsgesellschaft"
    lines = wrap(text, 0.9, 8.0)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 8.0) <= 0.9 for line in lines)
