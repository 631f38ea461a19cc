"""Sweeps: what a file asks for is what is swept, and what is pooled is what its points say."""

import re
from pathlib import Path

import jax
import numpy as np
import pytest
from pandas import DataFrame

import sim
from sim.core.errors import QuestionError
from sim.ensemble.points import Part
from sim.ensemble.pooled import pooled
from sim.ensemble.resolved_file import resolved_text
from sim.experiments.design import points, read_levers
from sim.experiments.sweep import design, points_of
from sim.experiments.sweep_study import SweepQuestion, planned
from sim.scenario.levers import Range, Scan, read_lever
from sim.scenario.sweep_plan import SweepPlan
from tests.synthetic_sweep import DOUBT, KIND, LEVEL, MINIMAL, crossed_sweep, swept_of


@pytest.mark.parametrize(
    ("values", "lever"),
    [
        ("0:2:5", Scan((0.0, 0.5, 1.0, 1.5, 2.0))),
        ("0,0.5,1", Scan((0.0, 0.5, 1.0))),
        ("0.2:0.9", Range(0.2, 0.9)),
        ("0.2:0.9:2", Scan((0.2, 0.9))),
        ("1", Scan((1.0,))),
        ("imposed,signed", Scan(("imposed", "signed"))),
        ("[PAK,TUR],[PAK,SAU]", Scan(("[PAK,TUR]", "[PAK,SAU]"))),
        ("PAK:TUR,PAK:SAU", Scan(("PAK:TUR", "PAK:SAU"))),
        ("2027-01,2028Q3", Scan(("2027-01", "2028Q3"))),
    ],
)
def test_a_list_is_scanned_a_range_sampled_one_value_constant_and_words_keep_their_names(values, lever):
    assert read_lever(values) == lever


def test_a_range_of_words_or_backwards_is_refused():
    for values in ("0.9:0.2", "0:x:3", "0:1:1", "0:1:2:3", "0,0"):
        with pytest.raises(QuestionError):
            read_lever(values)


def test_a_design_too_large_is_refused_before_it_is_made():
    levers = {f"parameters.p{k}": Scan(tuple(map(float, range(10)))) for k in range(12)}
    with pytest.raises(QuestionError, match="1000000000000 points are more than"):
        points(levers, "grid", None, 1)


def test_where_one_value_of_a_lever_is_a_word_all_are_so_that_a_table_can_hold_them():
    dates = read_levers(["options.pact[0].from=2026-07,2027", f"{DOUBT}=0.2,0.9"])
    made = points(dates, "grid", None, 1)
    assert made["options.pact[0].from"].tolist() == ["2026-07", "2026-07", "2027", "2027"]
    assert made[DOUBT].tolist() == [0.2, 0.9, 0.2, 0.9]
    asked = design(sim.load(MINIMAL), MINIMAL, (), made)
    assert len({point.digest for point in points_of(asked)}) == 8


@pytest.mark.parametrize(
    "lever", ["sampling.seed=1,2", "start=2026-01,2026-04", "title=one,two", "outcomes=[trust],[a]"]
)
def test_a_lever_that_changes_no_world_is_refused_on_the_command_line_as_in_a_file(lever):
    with pytest.raises(
        QuestionError, match=rf"--vary {re.escape(lever)}: (all points of a sweep share|.* changes no world)"
    ):
        read_levers([lever])


def test_one_lever_in_two_spellings_stands_twice():
    whole = LEVEL.replace("exercises[", "exercises.provisions[")
    with pytest.raises(QuestionError, match="stands twice"):
        read_levers([f"{LEVEL}=0:1:3", f"{whole}=0.1:1:3"])
    with pytest.raises(QuestionError, match="stands twice"):
        read_levers([f"{LEVEL}=0:1:3", f"{whole.replace('[', '[0')}=0.1:1:3"])


@pytest.fixture
def asked(tmp_path):
    """The smallest scenario with a sweep of its own."""
    text = Path(MINIMAL).read_text(encoding="utf-8")
    file = tmp_path / "asked.yaml"
    sweep = f"""
sweep:
  vary:
    {LEVEL}: [0, 1]
    {DOUBT}: 0.2:0.9
    options.pact[0].enter: [imposed, signed]
  design: lhs
  n: 3
  outcomes: [trust]
"""
    file.write_text(text + sweep, encoding="utf-8")
    return file


def test_a_file_says_its_own_sweep_and_says_it_again_when_resolved(asked, tmp_path):
    plan = sim.load(asked).sweep
    assert plan.vary == {
        LEVEL: Scan((0.0, 1.0)),
        DOUBT: Range(0.2, 0.9),
        "options.pact[0].enter": Scan(("imposed", "signed")),
    }
    assert (plan.design, plan.n, plan.outcomes) == ("lhs", 3, ("trust",))
    again = tmp_path / "again.yaml"
    again.write_text(resolved_text(sim.load(asked)), encoding="utf-8")
    assert sim.load(again).sweep == plan


def test_words_on_the_command_line_stand_in_for_those_of_the_file(asked):
    plan = sim.load(asked).sweep
    assert planned(SweepQuestion(str(asked)), plan) == plan
    assert planned(SweepQuestion(str(asked), n=8, outcomes=("alignment",)), plan).n == 8
    other = planned(SweepQuestion(str(asked), vary=(f"{LEVEL}=0:1:3",)), plan)
    assert other == SweepPlan({LEVEL: Scan((0.0, 0.5, 1.0))}, outcomes=("trust",))
    with pytest.raises(QuestionError, match="or sweep: into"):
        planned(SweepQuestion(str(asked)), None)


def test_a_sweep_of_a_file_without_options_is_refused_before_a_world_is_run(entente, tmp_path):
    file = tmp_path / "bare.yaml"
    lines = "title: Bare\nversion: 1\nstart: 2026-01\nhorizon: 1\nactors: [CHN, IND, PAK, SAU, TUR, USA]\n"
    file.write_text(f"{lines}watch: [PAK:TUR]\n", encoding="utf-8")
    code, out, err = entente("sweep", str(file), "--vary", f"{DOUBT}=0.2,0.9", "--out", str(tmp_path / "out"))
    assert (code, out) == (2, "")
    assert err.startswith(f"{file}: no options, and a sweep tells how options change the baseline; write one under")
    assert not (tmp_path / "out").exists()
    with pytest.raises(QuestionError, match="no options, and a sweep"):
        sim.sweep(file, {DOUBT: [0.2, 0.9]})


def test_figures_of_the_catalogue_can_vary_though_no_file_writes_them_out():
    scenario = sim.load(MINIMAL, "figures.mutual_defence_pact.vis=0.3", "figures.TUR.assertiveness=0.4")
    place = scenario.opening.instruments.index("mutual_defence_pact")
    ends = (getattr(scenario.opening, f"catalogue{end}")["vis"][place] for end in ("", "_low", "_high"))
    assert [*ends] == [0.3, 0.3, 0.3]
    assert scenario.opening.figures["assertiveness"][scenario.actors.index("TUR")] == 0.4


@pytest.fixture
def crossed():
    """A sweep of three levers."""
    return crossed_sweep()


LEVERS = {
    "options.pact[0].level": (0, 1.5),
    "options.pact[0].enter": ("imposed", "offered"),
    "options.pact[0].from": ("2026-07", "2027-01"),
    "options.pact[0].parties": ("[PAK, TUR]", "[PAK, SAU, TUR]"),
    "options.pact[0].theatre": ("indian_ocean", "gulf"),
    "parameters.k_react": (0.2, 0.8),
    "uncertainties.k_tau[1]": (0.5, 0.8),
    "shocks[0].size": (0.2, 0.4),
    "shocks[0].from": (2027, 2028),
    "shocks[0].probability": (0.1, 1),
    "shocks[1].if.in_force": ("mutual_defence_pact", "joint_exercises"),
    "figures.mutual_defence_pact.vis": (0.2, 0.9),
    "figures.TUR.assertiveness": (0.2, 0.9),
    "figures.PAK:TUR.trust": (0.2, 0.9),
}


def test_no_value_of_any_lever_needs_another_program():
    threat = "{shock: sanctions_threat, by: USA, on: TUR, if: {in_force: mutual_defence_pact, between: [PAK, TUR]}}"
    overrides = (
        f"shocks=[{{shock: fiscal_crisis, actor: PAK, from: 2027, size: 0.3}}, {threat}]",
        "uncertainties={k_tau: [0.1, 0.6]}",
    )
    base, told = sim.load(MINIMAL, *overrides), []
    for path, values in LEVERS.items():
        asked = points_of(design(base, MINIMAL, overrides, DataFrame({path: values}, dtype=object)))
        leaves = [jax.tree.flatten((point.facts, point.policy, point.shocks)) for point in asked]
        told += [(path, str(tree), [(np.shape(x), np.asarray(x).dtype) for x in some]) for some, tree in leaves]
        # And yet every value changes something.
        assert len({point.digest for point in asked}) > len(base.options), path
    assert [path for path, *shape in told if shape != list(told[0][1:])] == []


def test_every_point_tells_its_own_effect(crossed):
    table = crossed.effects()
    pact = table[(table["option"] == "pact") & (table["subject"] == "PAK:TUR")]
    assert pact["mean"].to_numpy() == pytest.approx(pact[LEVEL].to_numpy() * pact[DOUBT].to_numpy())
    assert set(table["worlds"]) == {8}


def test_a_lever_alone_is_the_mean_over_the_others(crossed):
    table = pooled(crossed, [LEVEL], 8)
    rows = table[(table["option"] == "pact") & (table["subject"] == "PAK:TUR")].set_index(LEVEL)
    assert rows["mean"].to_dict() == pytest.approx({0.0: 0.0, 0.5: 0.2, 1.0: 0.4})
    assert set(rows["worlds"]) == {32}
    assert (rows["q05"] <= rows["lo"]).all()


def test_words_stay_words_when_pooled(crossed):
    assert list(pooled(crossed, [KIND], 8)[KIND].unique()) == ["imposed", "signed"]


def test_a_sampled_lever_is_cut_into_ranges_of_as_many_points_unless_it_is_alone():
    levers = {LEVEL: Range(0.0, 1.0), DOUBT: Range(0.0, 1.0)}
    sample = points(levers, "lhs", 16, 1)
    two = swept_of(sample, lambda _, row: row[LEVEL], SweepPlan(levers, "lhs", 16))
    table = pooled(two, [LEVEL], 4)
    assert set(table["points"]) == {4}
    assert table["mean"].to_numpy() == pytest.approx(table[LEVEL].to_numpy())
    one = swept_of(sample[[LEVEL]], lambda _, row: row[LEVEL], SweepPlan({LEVEL: Range(0.0, 1.0)}, "lhs", 16))
    assert set(pooled(one, [LEVEL], 4)["points"]) == {1}


def test_samples_crossed_with_a_scan_stay_whole_so_that_one_lever_does_not_pass_for_another():
    levers = {LEVEL: Scan((0.0, 1.0)), DOUBT: Range(0.2, 0.9)}
    swept = swept_of(points(levers, "lhs", 5, 1), lambda _, row: row[LEVEL], SweepPlan(levers, "lhs", 5))
    for ranges, shared in ((8, {2}), (2, {4, 6})):
        table = pooled(swept, [DOUBT], ranges)
        assert set(table["points"]) == shared
        assert table["mean"].to_numpy() == pytest.approx(0.5)
    low, high = np.split(np.unique(swept.points[DOUBT]), [3])
    assert pooled(swept, [DOUBT], 2)[DOUBT].unique() == pytest.approx([low.mean(), high.mean()])


def test_worlds_that_failed_are_counted_and_never_averaged(crossed):
    values, errors = crossed.parts.joined(["pact0"])
    values[3] = np.nan
    crossed.parts.add(Part("pact0", values, tuple(errors)))
    row = crossed.effects().query("point == 0 and option == 'pact' and subject == 'PAK:TUR'").iloc[0]
    assert (row["worlds"], row["failed"]) == (7, 1)


def test_a_point_of_which_no_world_came_out_is_told_without_numbers(crossed):
    values, errors = crossed.parts.joined(["pact0"])
    crossed.parts.add(Part("pact0", np.full_like(values, np.nan), tuple(errors)))
    table = crossed.effects().query("point == 0 and option == 'pact'")
    assert table["mean"].isna().all()
    assert set(table["failed"]) == {8}
