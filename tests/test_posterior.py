"""A scenario that names a posterior: its draws come from it, together, and what the file says itself goes first."""

from pathlib import Path

import jax
import numpy as np
import pandas as pd
import pytest
import yaml

import sim
from sim.catalogue import instruments
from sim.ensemble.block import open_block
from sim.ensemble.draws import doubt_of, known
from sim.evidence.posterior import parted, read_posterior, shipped
from sim.experiments.inputs import inputs
from sim.model.parameters import PARAMETERS
from sim.scenario import ScenarioError
from sim.scenario.posteriors import unheard_of

MINIMAL = Path(__file__).parents[1] / "scenarios" / "minimal.yaml"


def drawn(scenario, draw):
    """What the worlds of a draw run with, by the program that opens those of any study."""
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    setting = jax.tree.map(lambda leaf: np.asarray(leaf)[0], open_block(facts, 1, np.array([draw]), 1).settings)
    values, costs = {name: float(value) for name, value in setting.p.items()}, setting.c.asc
    return values | {f"asc.{name}": float(costs[k]) for k, name in enumerate(instruments().keys)}


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_posterior_has_parameters_of_the_model_and_says_where_it_comes_from(name) -> None:
    found = read_posterior(name)
    assert not unheard_of(found.draws, PARAMETERS) and np.isfinite(found.draws.to_numpy()).all()
    assert found.about["until"] == name.rpartition("-")[2] and "entente calibrate" in found.about["command"]


def test_one_draw_of_the_posterior_serves_all_its_parameters() -> None:
    scenario, table = sim.load(MINIMAL, "parameters=posterior-2010"), read_posterior("posterior-2010").draws
    for key in (1, 2):
        ours = drawn(scenario, key)
        rows = np.isclose(table, [ours[name] for name in table.columns], rtol=1e-12).all(axis=1)
        assert rows.sum() >= 1
    assert drawn(scenario, 1)["w_aff"] != drawn(scenario, 2)["w_aff"]


def test_what_the_posterior_does_not_know_is_drawn_as_ever() -> None:
    plain, informed = drawn(sim.load(MINIMAL), 3), drawn(sim.load(MINIMAL, "parameters=posterior-2010"), 3)
    known_ones = set(read_posterior("posterior-2010").draws)
    assert any(name.startswith("asc.") for name in known_ones)
    assert {name for name in plain if plain[name] != informed[name]} == known_ones


def test_a_value_and_a_range_of_the_file_go_before_the_posterior() -> None:
    scenario = sim.load(
        MINIMAL, "parameters={posterior: posterior-2010}", "parameters.w_aff=2.0", "uncertainties={w_sec: [3, 4]}",
        "figures.dca_framework.asc=1.5",
    )  # fmt: skip
    ours = drawn(scenario, 4)
    assert ours["w_aff"] == 2.0 and 3 <= ours["w_sec"] <= 4 and ours["asc.dca_framework"] == 1.5


def test_a_scenario_with_a_posterior_comes_back_from_its_resolved_form(tmp_path) -> None:
    first = sim.load(MINIMAL, "parameters=posterior-2010")
    (tmp_path / "again.yaml").write_text(yaml.safe_dump(first.resolved(), allow_unicode=True), encoding="utf-8")
    again = sim.load(tmp_path / "again.yaml")
    assert again.digest() == first.digest() != sim.load(MINIMAL).digest()


def test_a_folder_of_ones_own_is_found_beside_the_file_and_must_fit_the_model(tmp_path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in ("numbers", "about"):
        pd.DataFrame({"key": ["until"], "value": ["2005"]}).to_csv(mine / f"{name}.csv", index=False)
    pd.DataFrame({"w_aff": [0.5]}).to_csv(mine / "draws.csv", index=False)
    text = MINIMAL.read_text(encoding="utf-8") + "\nparameters: mine\n"
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    assert drawn(sim.load(tmp_path / "own.yaml", "parameters.k_react=0.4"), 1)["w_aff"] == 0.5
    pd.DataFrame({"w_afff": [0.5]}).to_csv(mine / "draws.csv", index=False)
    with pytest.raises(ScenarioError, match=r"own\.yaml:\d+ parameters.*draws of w_afff"):
        sim.load(tmp_path / "own.yaml")


def test_every_input_list_says_which_parameters_the_data_moved_and_which_stay_judgement() -> None:
    table = inputs(sim.load(MINIMAL, "parameters=posterior-2010"))
    rows = table[table["origin"] == "posterior-2010"].set_index("what")
    assert rows.loc["w_aff", "grade"] == "data" and rows.loc["u0", "grade"] == "judgement"
    parameters, costs = parted(read_posterior("posterior-2010").draws)
    assert set(rows.index) == {*parameters, "asc"} and set(rows["year"]) == {2010}
    assert set(rows.loc["asc", "whose"]) == set(costs) and set(rows.loc["asc", "kind"]) == {"catalogue"}
