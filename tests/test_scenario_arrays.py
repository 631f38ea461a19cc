"""A scenario as the arrays that the model receives."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import yaml

from sim.catalogue import instruments
from sim.evidence.tables import OPTIONAL
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES
from sim.model.policy import ENTER, OPEN_END
from sim.model.shocks import KINDS
from sim.scenario import ScenarioError, load, policy, policy_rows
from sim.scenario.shock_rows import Room, shocks

REPOSITORY = Path(__file__).parents[1]
MINIMAL = REPOSITORY / "scenarios" / "minimal.yaml"
CLIENT = REPOSITORY / "scenarios" / "pakistan-turkey.yaml"
CLIENT_OPTIONS = [option.name for option in load(CLIENT).options[1:]]


def test_the_baseline_is_padding_alone():
    rows = policy(load(MINIMAL), "baseline")
    assert len(rows.active) == 1
    assert not rows.active.any()


def test_a_provision_between_three_states_gives_a_row_for_every_pair():
    scenario = load(MINIMAL, "options.pact.provisions[0].parties=[TUR, SAU, PAK]")
    rows = policy(scenario, "pact")
    pairs = {(scenario.actors[i], scenario.actors[j]) for i, j in zip(rows.first, rows.second, strict=True)}
    assert pairs == {("PAK", "SAU"), ("PAK", "TUR"), ("SAU", "TUR")}
    assert policy_rows(scenario) == 3


def test_rows_say_instrument_level_entry_and_dates():
    scenario = load(
        MINIMAL,
        "options.pact.provisions[0].enter=offered",
        "options.pact.provisions[0].until=2028",
    )
    row = policy(scenario, scenario.option("pact"))
    assert instruments().keys[row.instrument[0]] == "mutual_defence_pact"
    assert (row.level[0], bool(row.relative[0]), ENTER[row.enter[0]]) == (1.0, False, "offered")
    assert (row.start[0], row.stop[0]) == (2, 8)


def test_a_change_is_marked_as_relative_and_an_open_end_is_far_away():
    row = policy(load(MINIMAL), "exercises")
    assert (row.level[0], bool(row.relative[0]), row.stop[0]) == (0.6, True, OPEN_END)


def test_rows_are_padded_to_the_length_asked_for():
    rows = policy(load(MINIMAL), "pact", rows=5)
    assert {len(column) for column in rows[:11]} == {5}
    assert {len(column) for column in rows.members} == {10}
    assert rows.active.tolist() == [True, False, False, False, False]


def test_more_rows_than_asked_for_are_an_error():
    with pytest.raises(ValueError, match="17 rows do not fit into 3"):
        policy(load(CLIENT), "everything", rows=3)


def test_shocks_become_rows_with_kind_and_direction():
    sanctions = {"shock": "sanctions", "by": "USA", "on": "TUR", "from": 2027}
    budget = {"shock": "budget", "actor": "SAU", "from": "2027Q2"}
    scenario = load(MINIMAL, shocks=[sanctions, budget])
    rows = shocks(scenario, Room(3, 0, 0))
    assert [KINDS[kind] for kind in rows.kind[:2]] == ["sanctions", "budget"]
    who = [(scenario.actors[i], scenario.actors[j]) for i, j in zip(rows.first, rows.second, strict=True)]
    assert who[:2] == [("USA", "TUR"), ("SAU", "SAU")]
    assert rows.low.tolist() == rows.high.tolist() == [0.6, -0.1, 0.0]
    assert (rows.start.tolist()[:2], set(rows.stop)) == ([4, 5], {OPEN_END})
    assert rows.active.tolist() == [True, True, False]


def test_a_scenario_without_shocks_has_no_row_to_compute():
    assert shocks(load(MINIMAL)).active.shape == (0,)


def test_the_opening_follows_the_tables_actor_by_actor():
    scenario, whole = load(MINIMAL), load(MINIMAL, "actors=all")
    small, large = scenario.opening, whole.opening
    where = [whole.actors.index(code) for code in scenario.actors]
    for name, values in small.figures.items():
        expected = large.figures[name][where] if values.ndim == 1 else large.figures[name][np.ix_(where, where)]
        np.testing.assert_array_equal(values, expected)
    np.testing.assert_array_equal(small.level, large.level[np.ix_(where, where)])
    np.testing.assert_array_equal(small.distance_km, large.distance_km[np.ix_(where, where)])


def test_the_opening_is_finite_symmetric_where_it_should_be_and_nil_with_oneself():
    opening = load(CLIENT).opening
    arrays = [*opening.figures.values(), *opening.doubts.values(), opening.level, opening.level_doubt]
    assert all(np.isfinite(array).all() for array in arrays)
    for name in ("alignment", "tension", "contested_interest", "culture_distance"):
        np.testing.assert_array_equal(opening.figures[name], opening.figures[name].T)
    np.testing.assert_array_equal(opening.level, opening.level.transpose(1, 0, 2))
    assert not opening.level[np.arange(28), np.arange(28)].any()
    assert opening.level.shape == (28, 28, 25)
    assert opening.catalogue["vis"].shape == (25,)


@pytest.mark.parametrize("option", CLIENT_OPTIONS)
def test_every_provision_for_the_client_raises_what_its_parties_have(option):
    scenario = load(CLIENT)
    opening = scenario.opening
    rows = policy(scenario, option)
    for i, j, m, level, relative in zip(
        rows.first, rows.second, rows.instrument, rows.level, rows.relative, strict=True
    ):
        now = opening.level[i, j, m]
        wanted = min(now + level, 2.0) if relative else level
        assert wanted > now + 0.1, (option, opening.actors[i], opening.actors[j], opening.instruments[m], now)


def test_no_two_provisions_of_a_client_option_are_about_the_same_thing():
    for option in load(CLIENT).options:
        things = [(pair, p.instrument) for p in option.provisions for pair in p.pairs]
        assert len(set(things)) == len(things)


def test_a_world_of_ones_own_is_read_from_three_tables(tmp_path):
    scenario = load(write_world(tmp_path))
    assert scenario.names == {"AAA": "Avalon", "BBB": "Borduria", "CCC": "Côte d'Or"}
    opening = scenario.opening
    assert opening.figures["trust"][0, 1] == 0.6
    assert 0 < opening.doubts["trust"][0, 1] < 0.5
    assert (opening.figures["signed_lately"] == 0).all(), "nobody sets an example where none is given"
    assert opening.level[0, 1, instruments().keys.index("naval")] == 0.5
    assert scenario.since["AAA", "BBB", "naval"] == "2020"


def test_the_content_of_a_table_is_part_of_the_digest_and_its_place_is_not(tmp_path):
    first = load(write_world(tmp_path / "one"))
    moved = load(write_world(tmp_path / "two"))
    other = load(write_world(tmp_path / "three", trust=0.7))
    assert first.digest() == moved.digest() != other.digest()


def test_tables_that_do_not_hold_together_are_problems_of_the_scenario(tmp_path):
    with pytest.raises(ScenarioError, match=r"scenario.yaml:6 world.dyads: dyads.csv row 2 column trust: 7 is not"):
        load(write_world(tmp_path, trust=7))


def test_an_agreement_on_an_unknown_instrument_is_a_problem_of_the_scenario(tmp_path):
    with pytest.raises(
        ScenarioError,
        match=r"yaml:7 world.agreements: agreements.csv row 2 .*\"navel\"; did you mean \"naval\"\?",
    ):
        load(write_world(tmp_path, instrument="navel"))


def write_world(folder, trust=0.6, instrument="naval"):
    folder.mkdir(parents=True, exist_ok=True)
    codes = {"AAA": "Avalon", "BBB": "Borduria", "CCC": "Côte d'Or"}
    actors = [f"{code},{name},2,0.1,1,1,0.5,0.5,0.5,0.3" for code, name in codes.items()]
    dyads = [f"{a},{b},0.2,{trust},0.1,0.1,0.1,0.5,900" for a, b in itertools.permutations(codes, 2)]
    tables = {
        "actors": ",".join(("actor", "name", *ACTOR_FIGURES)),
        "dyads": ",".join(
            ("source", "target", *(name for name in DYAD_FIGURES if name not in OPTIONAL), "distance_km")
        ),
        "agreements": "first,second,instrument,level,since",
    }
    rows = {"actors": actors, "dyads": dyads, "agreements": [f"AAA,BBB,{instrument},0.5,2020"]}
    for name, header in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([header, *rows[name], ""]), encoding="utf-8")
    path = folder / "scenario.yaml"
    path.write_text(
        "version: 1\nstart: 2026\nhorizon: 2\nworld:\n  actors: actors.csv\n  dyads: dyads.csv\n"
        "  agreements: agreements.csv\n",
        encoding="utf-8",
    )
    return path


def test_a_resolved_scenario_finds_its_own_tables_again_from_another_folder(tmp_path):
    scenario = load(write_world(tmp_path / "world"))
    written = tmp_path / "results" / "resolved.yaml"
    written.parent.mkdir()
    written.write_text(yaml.safe_dump(scenario.resolved()), encoding="utf-8")
    again = load(written)
    assert again.digest() == scenario.digest()
    np.testing.assert_array_equal(again.opening.level, scenario.opening.level)


def test_a_table_that_is_left_out_is_the_baselines(tmp_path):
    header = "first,second,instrument,level\n"
    (tmp_path / "agreements.csv").write_text(f"{header}PAK,TUR,mutual_defence_pact,0.4\n", encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text("version: 1\nstart: 2026\nhorizon: 2\nworld: {agreements: agreements.csv}\n", encoding="utf-8")
    scenario = load(path)
    assert len(scenario.actors) == 40
    assert scenario.opening.level.sum() == pytest.approx(0.8)
    assert scenario.since == {}
