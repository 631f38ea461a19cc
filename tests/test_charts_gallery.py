"""The gallery: places that never move, fronts and bands that are what they say, and any chart by its name."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from test_charts_page import collisions, words

from sim.charts import CHARTS
from sim.charts.blocs import sides
from sim.charts.fan_table import assumed
from sim.charts.map_places import map_places
from sim.charts.spread import spread
from sim.charts.timeline_table import data as timeline_data
from sim.charts.tradeoff_table import unbeaten
from sim.core.errors import QuestionError
from sim.ensemble.chronicle import typical_world
from sim.ensemble.seen import BEGINS, CRISIS, SEVERE
from sim.ensemble.store import write_study
from sim.experiments.feasibility import feasibility

TWO_CAMPS = np.array([1.0, 1.0, -1.0, -1.0, 1.0])
EVENTS = pd.DataFrame(
    [
        ("pact", 1, 2, "2026Q3", "PAK", "TUR", BEGINS, "mutual_defence_pact", "option"),
        ("pact", 1, 5, "2027Q2", "IND", "PAK", SEVERE, "", "both"),
        ("pact", 1, 7, "2027Q4", "CHN", "IND", CRISIS, "", "baseline"),
    ],
    columns=["option", "world", "quarter", "date", "first", "second", "what", "instrument", "met"],
)


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    """The small study on disk."""
    return write_study(small, small_tables, tmp_path_factory.mktemp("results"))


def test_states_of_one_camp_stand_together_and_on_one_side():
    alignment = 0.8 * np.outer(TWO_CAMPS, TWO_CAMPS)
    np.fill_diagonal(alignment, 0.0)
    assert sides(alignment, 0).tolist() == TWO_CAMPS.tolist()
    assert sides(np.stack([alignment, -alignment[::-1, ::-1]]), 2)[0].tolist() == (-TWO_CAMPS).tolist()
    x = map_places(alignment, (6.0, 2.0), (0.4, 0.2))[:, 0]
    assert x[TWO_CAMPS > 0].max() < x[TWO_CAMPS < 0].min()


def test_boxes_that_overlap_are_moved_apart_and_stay_inside():
    crowd = np.tile([[2.0, 1.0]], (12, 1))
    found = spread(crowd, (6.2, 2.4), (0.45, 0.27))
    gap = np.abs(found[:, None] - found[None, :])
    clear = (gap[..., 0] > 0.44) | (gap[..., 1] > 0.26) | np.eye(12, dtype=bool)
    assert clear.all()
    assert (found >= [0.22, 0.13]).all()
    assert (found <= [5.98, 2.27]).all()


def test_the_map_has_the_same_places_for_every_option(small):
    def places(option):
        figure = CHARTS["map"].draw(small, option=option)
        return {t.get_gid(): t.get_position() for axes in figure.axes for t in axes.texts if t.get_gid()}

    assert places("pact") == places("exercises")
    assert len(places("pact")) == len(small.scenario.actors)


def test_the_map_is_set_against_the_option_that_is_named(small):
    table = CHARTS["map"].data(small, option="pact", against="exercises")
    assert table["change"].to_numpy() == pytest.approx((table["after"] - table["after_against"]).to_numpy(), abs=1e-12)


def test_an_option_is_unbeaten_unless_another_gains_no_less_and_costs_no_more():
    gain, lost = np.array([[1.0], [2.0], [2.0], [0.0]]), np.array([[1.0], [1.0], [3.0], [0.5]])
    assert unbeaten(gain, lost)[:, 0].tolist() == [False, True, False, True]
    assert unbeaten(np.ones((2, 1)), np.ones((2, 1))).all()


def test_gain_and_backlash_add_up_to_what_all_pairs_moved(small):
    table = CHARTS["tradeoff"].data(small).set_index("option")
    for name in table.index:
        moved = np.triu(small.moves(name).to_numpy(), 1).sum()
        assert table.loc[name, "gain"] - table.loc[name, "backlash"] == pytest.approx(moved)


def test_bands_of_assumptions_hold_no_luck():
    draw = np.repeat(np.arange(50), 4)
    of_draw, luck = np.linspace(-1, 1, 50)[draw][:, None], np.tile([-0.3, 0.3, -0.3, 0.3], 50)[:, None]
    ends = np.quantile(np.linspace(-1, 1, 50), [0.05, 0.95])
    assert assumed(of_draw, draw)[:, 0] == pytest.approx(ends)
    assert assumed(luck, draw)[:, 0] == pytest.approx([0.0, 0.0])
    assert assumed(of_draw + luck, draw)[:, 0] == pytest.approx(ends, abs=0.05)
    assert np.isnan(assumed(of_draw[::4], draw[::4])).all()


def test_the_fan_draws_states_and_the_whole_system_too(small):
    assert collisions(CHARTS["fan"].draw(small, outcome="crises")) == ([], [])
    assert set(CHARTS["fan"].data(small, outcome="crises")["subject"]) == {"world"}


def test_yardsticks_draw_effects_beside_shifts_that_the_index_sees(small):
    table = CHARTS["yardsticks"].data(small, option="pact")
    record = table[table["kind"] == "record"]
    assert table["change"].is_monotonic_decreasing
    assert (record["end"] - record["start"]).to_numpy() == pytest.approx(record["change"].to_numpy())
    assert record["change"].abs().min() >= 0.05


def test_the_feasibility_strip_names_the_parties_of_the_gravest_verdict(small):
    table = feasibility(small.scenario, small.signing())
    cells = CHARTS["feasibility"].data(small, table).set_index(["option", "check"])
    grave = table[(table["option"] == "pact") & (table["check"] == "would_sign") & (table["verdict"] == "no")]
    assert cells.loc[("pact", "would_sign"), "parties"].split() == grave["party"].tolist()
    least = small.signing().query("option == 'pact'")["would_sign"].min()
    assert cells.loc[("pact", "would_sign"), "accepts"] == pytest.approx(least)
    assert collisions(CHARTS["feasibility"].draw(small, table)) == ([], [])


def test_the_timeline_says_how_its_world_was_chosen_and_what_all_worlds_did(small):
    figure = CHARTS["timeline"].draw(small, table=EVENTS)
    assert collisions(figure) == ([], [])
    said = words(figure)
    assert "nearest the medians" in said
    assert "One world of 8" in said
    assert "sees one crisis, and 2 in the baseline" in said


def test_a_world_in_which_nothing_happens_has_no_timeline(small):
    with pytest.raises(QuestionError, match="nothing happens"):
        CHARTS["timeline"].draw(small, table=EVENTS.iloc[:0])


def test_the_typical_world_is_none_that_failed(small):
    sound = np.arange(small.worlds) == 5
    only = replace(small, kept={name: replace(kept, sound=sound) for name, kept in small.kept.items()})
    assert typical_world(only, "pact") == 5


def test_the_world_that_is_told_is_the_world_that_was_run(small):
    table = timeline_data(small, "pact")
    world = table["world"].iloc[0]
    for option, met in (("pact", "option"), ("baseline", "baseline")):
        crises = table[table["what"].isin((CRISIS, SEVERE)) & table["met"].isin((met, "both"))]
        assert len(crises) == small.kept[option].crises[world].sum() / 2


def test_any_chart_is_drawn_by_its_name_with_the_line_that_makes_it(entente, folder, tmp_path):
    stem = tmp_path / "mine.png"
    code, said, _ = entente("chart", str(folder), "feasibility", "--out", str(stem))
    assert code == 0
    assert "mine.png (and .svg, .csv)" in said
    assert f"entente chart {folder.as_posix()} feasibility" in stem.with_suffix(".svg").read_text(encoding="utf-8")
    assert b"feasibility" in stem.read_bytes()
    assert len(pd.read_csv(stem.with_suffix(".csv"))) == 14


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("mapp",), 'unknown chart "mapp"; did you mean "map"?'),
        ((), "say which chart, or --all; of a study there are effects, "),
        (("heat",), "heat is no chart of a study, but of a sweep"),
        (("tradeoff", "--pair", "IND:TUR"), "chart tradeoff does not take --pair; it takes nothing but --out"),
        (("map", "--option", "patc"), 'unknown option "patc"; did you mean "pact"?'),
        (("fan", "--outcome", "trus"), 'unknown outcome "trus"; did you mean "trust"?'),
        (("difference",), "say which other folder with --against"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused_in_one_line(entente, folder, asked, said):
    code, out, aside = entente("chart", str(folder), *asked)
    assert code == 2
    assert out == ""
    assert said in aside
    assert len(aside.strip().splitlines()) == 1
