"""How many worlds are enough: on effects whose spread is known, and on a study that asks for more by itself."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.core.errors import QuestionError
from sim.ensemble.stretches import WORLDS_A_STRETCH
from sim.experiments.enough import half_width
from sim.experiments.enough_of import Told, enough_table, running_table, told_effects
from sim.experiments.rounds import next_draws, rounds
from tests.failed_worlds import without_some


def told(spread, draws=400, option="pact"):
    means = np.random.default_rng(3).normal(0.1, spread, draws)
    return Told(option, "baseline", "alignment", "IND:TUR", means, draws, 0)


def test_the_worlds_that_are_needed_grow_with_the_square_of_the_spread_over_the_target():
    table = enough_table([told(0.1), told(0.2, option="wide")], runs=5, target=0.01)
    assert list(table["option"]) == ["wide", "pact"]
    # (1.645 x 0.2 / 0.01)^2 = 1,082 draws of five worlds, and a quarter of that.
    np.testing.assert_allclose(table["needed"], [5412, 1353], rtol=0.12)
    assert (table["worlds"] == 2000).all()


def test_the_running_mean_ends_at_the_mean_of_all():
    one = told(0.1, draws=50)
    table = running_table(one, runs=4)
    assert table["worlds"].tolist() == [4 * n for n in range(3, 51)]
    assert table["mean"].iloc[-1] == pytest.approx(one.means.mean())
    assert table["half_width"].iloc[-1] == pytest.approx(half_width(one.means))


def test_a_round_neither_crawls_nor_leaps_and_ends_with_a_whole_stretch():
    assert next_draws(100, 110, 1) >= 125
    assert next_draws(100, 10_000, 1) == 400
    for runs in (1, 3, 5, 8, 20):
        assert next_draws(100, 200, runs) * runs % WORLDS_A_STRETCH == 0


@pytest.fixture(scope="module")
def simulate():
    return lambda now: sim.run(now, seed=7)


def test_draws_are_added_until_every_effect_is_known_closely_enough(small, simulate):
    reached = rounds(small.scenario, simulate, 0.006, None, 400)
    assert reached.rounds > 1
    assert reached.scenario.draws > small.draws
    assert reached.table["half_width"].max() <= 0.006
    assert reached.said.startswith(f"It took {reached.scenario.draws * small.runs} worlds an option")


def test_a_ceiling_ends_the_rounds_and_says_what_would_do(small, simulate):
    reached = rounds(small.scenario, simulate, 1e-5, "trust:IND:TUR", 10)
    assert reached.scenario.draws == 5
    assert reached.said.startswith("Not reached: after 10 worlds an option")
    assert "--most-worlds" in reached.said


@pytest.mark.parametrize(
    ("target", "ceiling", "words"),
    [(0.0, 100, "a number above 0"), (math.inf, 100, "a number above 0"), (0.1, 4, "at least 3 draws")],
)
def test_what_cannot_be_reached_is_refused_at_once(small, simulate, target, ceiling, words):
    with pytest.raises(QuestionError, match=words):
        rounds(small.scenario, simulate, target, None, ceiling)


def test_enough_answers_about_a_folder_and_draws_the_running_mean(small, small_tables, entente, tmp_path):
    from sim.ensemble.store import write_study

    folder = write_study(small, small_tables, tmp_path)
    code, out, _ = entente("enough", str(folder), "--target-halfwidth", "0.001", "--of", "alignment:IND:TUR")
    assert code == 0
    assert "worlds an option are needed: --draws" in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines()[:-1])
    assert {path.name for path in (folder / "asked").iterdir()} >= {"enough.csv", "enough.png", "enough-running.csv"}


def test_worlds_that_failed_are_told_and_the_draws_that_are_needed_make_up_for_them(
    small, small_tables, entente, tmp_path
):
    from sim.ensemble.store import write_study

    torn = without_some(small, {"pact": [6, 7], "exercises": [0]})
    table = enough_table(told_effects(torn, None), torn.runs, 1e-4).set_index(["option", "against"])
    pact, exercises = table.loc[("pact", "baseline")].iloc[0], table.loc[("exercises", "baseline")].iloc[0]
    assert (pact["failed"], pact["worlds"]) == (2, 6)
    assert pact["needed_draws"] == math.ceil(pact["needed"] / torn.runs * 4 / 3)
    assert (exercises["failed"], exercises["needed_draws"]) == (1, exercises["needed"] / torn.runs)
    folder = write_study(torn, small_tables, tmp_path)
    code, out, _ = entente("enough", str(folder), "--target-halfwidth", "1e-4", "--no-charts")
    said = " ".join(out.split())
    assert code == 0
    assert "and are left out (1 of 4 draws)." in said
    assert f"--draws {table['needed_draws'].max()} --runs 2, where as many are lost as here" in said
    code, out, _ = entente("robust", str(folder), "alignment=PAK:TUR", "--no-charts")
    assert "3 of 8 worlds failed and are left out (1 of 4 draws)." in " ".join(out.split())
    code, out, _ = entente("robust", str(folder), "alignment=PAK:TUR", "--no-charts", "--json")
    assert (json.loads(out)["failed"], json.loads(out)["worlds"]) == (3, 5)


def test_rounds_clear_away_only_folders_of_their_own_and_say_in_any_case_that_they_did_not_reach(entente, tmp_path):
    asked = ["run", "scenarios/minimal.yaml", "horizon=1", "--draws", "4", "--runs", "2", "--no-charts", "--quiet"]
    asked += ["--out", str(tmp_path)]
    theirs = Path(entente(*asked)[1].strip())
    (theirs / "manifest.json").unlink()
    (theirs / "notes.txt").write_text("mine", encoding="utf-8")
    rounds = ["--target-halfwidth", "1e-9", "--most-worlds", "24", "--of", "alignment:PAK:TUR"]
    code, out, err = entente(*asked, *rounds)
    assert code == 0
    assert err.startswith("Not reached: after 24 worlds an option, in 2 rounds")
    assert (theirs / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert list(theirs.glob("parts/*.npy"))
    assert {path.name for path in theirs.parent.iterdir()} == {theirs.name, Path(out.strip()).name}


def test_a_ceiling_without_a_target_is_refused(entente):
    code, _, err = entente("run", "scenarios/minimal.yaml", "--most-worlds", "50")
    assert code == 2
    assert "--target-halfwidth" in err
