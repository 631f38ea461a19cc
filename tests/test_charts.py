"""Charts draw what their tables say, and the tables say what the study found."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.charts import CHARTS, charts_of
from sim.charts.blocs import bloc_order
from sim.charts.effect_panel import THICK, scale_of
from sim.charts.move_table import agreement
from sim.core.errors import QuestionError


def test_effects_draws_the_numbers_of_its_table(small):
    table, figure = CHARTS["effects"].data(small), CHARTS["effects"].draw(small)
    for (outcome, subject), rows in table.groupby(["outcome", "subject"], sort=False):
        axes = next(a for a in figure.axes if a.get_label() == f"{outcome} {subject}")
        intervals = next(lines for lines in axes.collections if lines.get_linewidth()[0] == THICK)
        drawn = sorted(segment[0, 0] for segment in intervals.get_segments())
        assert drawn == pytest.approx(sorted(rows["lo"]))
        dots = sorted(x for line in axes.lines if line.get_marker() == "o" for x in line.get_xdata())
        assert dots == pytest.approx(sorted(rows["mean"]))


def test_effects_agrees_with_the_table_of_effects(small):
    told = small.effects().query("quarter == 12").set_index(["option", "outcome", "subject"])
    table = CHARTS["effects"].data(small)
    for row in table[table["outcome"] != "crises"].itertuples():
        same = told.loc[(row.option, row.outcome, row.subject)]
        for name in ("mean", "lo", "hi", "q05", "q95", "p_down", "p_up"):
            assert getattr(row, name) == pytest.approx(same[name], abs=1e-12)


def test_crises_are_told_in_percent_of_the_baseline(small):
    rate = {name: kept.series["crises"][:, -1, 0].mean() for name, kept in small.kept.items()}
    rows = CHARTS["effects"].data(small).query("outcome == 'crises'").set_index("option")
    assert set(rows["unit"]) == {"% of baseline"}
    assert rows.loc["pact", "mean"] == pytest.approx(100 * (rate["pact"] / rate["baseline"] - 1))


def test_effects_shows_at_most_six_panels_watched_pairs_first(small):
    panels = CHARTS["effects"].data(small)[["outcome", "subject"]].drop_duplicates()
    assert len(panels) == 6
    assert panels.to_numpy().tolist()[:3] == [
        ["alignment", "PAK:TUR"],
        ["alignment", "IND:TUR"],
        ["alignment", "IND:PAK"],
    ]


def test_one_option_far_beyond_all_others_is_written_at_the_edge_and_does_not_flatten_them():
    rows = pd.DataFrame({"mean": [0.01, 0.012, 0.008, 0.011, 0.4], "band": 0.005})
    rows = rows.assign(lo=rows["mean"] - 0.01, hi=rows["mean"] + 0.01, q05=rows["mean"] - 0.02, q95=rows["mean"] + 0.02)
    assert scale_of(rows).high < 0.05
    assert scale_of(rows.iloc[[0, 4]]).high > 0.4


def test_the_fan_draws_the_numbers_of_its_table_over_calendar_years(small):
    table, figure = CHARTS["fan"].data(small, option="pact"), CHARTS["fan"].draw(small, option="pact")
    assert table["year"].tolist() == [2026 + t / 4 for t in range(13)]
    levels, change = (axes for axes in figure.axes if axes.get_label() != "key")
    drawn = {line.get_label(): line.get_ydata() for axes in (levels, change) for line in axes.lines}
    worlds = small.series("alignment", "PAK:TUR").query("quarter == 12").pivot_table("value", ["draw", "run"], "option")
    assert drawn["option"][-1] == pytest.approx(worlds["pact"].median())
    assert drawn["baseline"][-1] == pytest.approx(worlds["baseline"].median())
    assert drawn["mean"][-1] == pytest.approx((worlds["pact"] - worlds["baseline"]).mean())
    assert drawn["mean"] == pytest.approx(table["difference_mean"])


def test_the_fan_takes_a_pair_in_either_order_and_refuses_what_was_not_watched(small):
    pd.testing.assert_frame_equal(CHARTS["fan"].data(small, pair="TUR:IND"), CHARTS["fan"].data(small, pair="IND:TUR"))
    with pytest.raises(QuestionError, match="add it under `watch:`"):
        CHARTS["fan"].draw(small, pair="CHN:USA")
    with pytest.raises(QuestionError, match='did you mean "pact"'):
        CHARTS["fan"].draw(small, option="patc")


def test_moves_draws_the_numbers_of_its_table_and_signs_only_where_worlds_agree(small):
    table, figure = CHARTS["moves"].data(small, option="pact"), CHARTS["moves"].draw(small, option="pact")
    moves = small.moves("pact")
    assert all(row.change == moves.loc[row.source, row.target] for row in table.itertuples())
    mesh, rises, falls, _ = next(a for a in figure.axes if a.get_label() == "moves").collections
    drawn = np.ma.filled(mesh.get_array(), np.nan).ravel()
    assert drawn[np.isfinite(drawn)].tolist() == table["change"].tolist()
    assert len(rises.get_offsets()) == len(table.query("change > 0.005 and agree >= 0.8"))
    assert len(falls.get_offsets()) == len(table.query("change < -0.005 and agree >= 0.8"))


def test_agreement_is_the_share_of_worlds_that_go_the_way_of_the_mean():
    change = np.array([-0.3, -0.1, 0.0, 0.1])[:, None, None] * np.ones((1, 2, 2))
    change[:, 0, 0] = 0.0
    assert agreement(change.mean(axis=0), [change[:1], change[1:]]).tolist() == [[0.0, 0.5], [0.5, 0.5]]


def test_moves_puts_blocs_side_by_side():
    sides = np.array([1, -1, 1, -1, 1])
    order = bloc_order(0.8 * np.outer(sides, sides))
    assert sides[order].tolist() in ([1, 1, 1, -1, -1], [-1, -1, 1, 1, 1])


def test_reactions_draws_the_ledger_and_its_bars_add_up_to_the_total(small):
    table, figure = CHARTS["reactions"].data(small, option="pact"), CHARTS["reactions"].draw(small, option="pact")
    assert set(table["actor"]) == {"CHN", "IND", "SAU", "USA"}
    assert table["total"].abs().is_monotonic_decreasing
    for row in table.itertuples():
        ledger = (small.ledger("pact", row.actor, "PAK") + small.ledger("pact", row.actor, "TUR")) / 2
        assert ledger.sum() == pytest.approx(row.total, abs=1e-12)
        assert all(getattr(row, entry) == pytest.approx(value) for entry, value in ledger.items())
    axes = next(a for a in figure.axes if a.get_label() == "reactions")
    lengths = np.zeros(len(table))
    for corners in np.concatenate([alike.get_path().vertices.reshape(-1, 5, 2) for alike in axes.patches]):
        lengths[round(corners[:4, 1].mean())] += corners[1, 0] - corners[0, 0]
    assert lengths == pytest.approx(table["total"], abs=1e-9)


def test_a_study_of_the_baseline_alone_is_told_what_is_missing(small):
    alone = replace(small, kept={"baseline": small.kept["baseline"]})
    for chart in charts_of().values():
        with pytest.raises(QuestionError, match="add an option under `options:`"):
            chart.draw(alone)


def test_an_option_without_third_parties_is_told_so(small):
    scenario = small.scenario
    everyone = tuple(
        replace(option, provisions=tuple(replace(p, parties=scenario.actors) for p in option.provisions))
        for option in scenario.options
    )
    with pytest.raises(QuestionError, match="no third parties"):
        CHARTS["reactions"].draw(replace(small, scenario=replace(scenario, options=everyone)))
