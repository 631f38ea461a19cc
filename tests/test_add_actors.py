"""Adding an actor is YAML alone: what is given is taken, what is missing is predicted with wider doubt and said."""

import re
from pathlib import Path

import numpy as np
import pytest

from sim.ensemble.resolved_file import resolved_text
from sim.evidence import read_tables
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES
from sim.experiments.judgement import judgement
from sim.scenario import load, notes

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "add-an-actor.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
HEAD = "version: 1\nstart: 2026\nhorizon: 2\nactors: [PAK, TUR, IND, CHN, RUS, IDN, MYS, VNM]\nadd_actors:\n  VNM:\n"


@pytest.fixture
def added(tmp_path):
    """A scenario with Việt Nam added by the lines given."""

    def scenario(*lines, head=HEAD, **settings):
        path = tmp_path / "scenario.yaml"
        path.write_text(head + "".join(f"    {line}\n" for line in lines), encoding="utf-8")
        return load(path, **settings)

    return scenario


def figure(scenario, name, *codes):
    return float(scenario.opening.figures[name][tuple(scenario.actors.index(code) for code in codes)])


def doubt(scenario, name, *codes):
    return float(scenario.opening.doubts[name][tuple(scenario.actors.index(code) for code in codes)])


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_of_the_page_loads_and_says_what_is_not_known(block, tmp_path):
    path = tmp_path / "example.yaml"
    head = "" if "version:" in block else "version: 1\nstart: 2026\nhorizon: 10\n"
    path.write_text(head + block, encoding="utf-8")
    scenario = load(path)
    assert len(scenario.newcomers_told) == 1 and scenario.newcomers_told[0] in notes(scenario)


def test_what_is_given_is_taken_and_its_doubt_too(added):
    scenario = added(
        "name: Việt Nam",
        "capability: {value: 1.0, doubt: 0.3, source: COW, grade: data}",
        "towards: {CHN: {tension: 0.3, trust: 0.35}}",
        "from: {CHN: {trust: 0.6}}",
    )
    assert scenario.names["VNM"] == "Việt Nam"
    assert (figure(scenario, "capability", "VNM"), doubt(scenario, "capability", "VNM")) == (1.0, 0.3)
    assert figure(scenario, "tension", "VNM", "CHN") == figure(scenario, "tension", "CHN", "VNM") == 0.3
    assert (figure(scenario, "trust", "VNM", "CHN"), figure(scenario, "trust", "CHN", "VNM")) == (0.35, 0.6)


def test_what_is_missing_is_the_mean_of_the_neighbours_and_never_zero_for_want_of_knowing(added):
    scenario = added("like: [IDN, MYS]")
    for name in ACTOR_FIGURES:
        mean = (figure(scenario, name, "IDN") + figure(scenario, name, "MYS")) / 2
        assert figure(scenario, name, "VNM") == pytest.approx(mean, abs=1e-3)
    for name in ("alignment", "trust", "culture_distance"):
        mean = (figure(scenario, name, "IDN", "CHN") + figure(scenario, name, "MYS", "CHN")) / 2
        assert figure(scenario, name, "VNM", "CHN") == pytest.approx(mean, abs=1e-3)


def test_what_is_predicted_is_doubted_more_than_anything_that_is_given(added):
    scenario = added("like: [IDN, MYS]")
    for name, (_, _, ordinary) in ACTOR_FIGURES.items():
        assert doubt(scenario, name, "VNM") >= 1.5 * ordinary - 1e-9
    for name, (_, _, ordinary) in DYAD_FIGURES.items():
        assert doubt(scenario, name, "VNM", "IND") >= 1.5 * ordinary - 1e-9


def test_a_pair_with_its_only_neighbour_is_predicted_from_everybody_else(added):
    assert abs(figure(added("like: IDN"), "alignment", "VNM", "IDN")) < 0.9


def test_the_nearest_states_stand_in_when_none_is_named(added):
    told = added("capital: [21.0, 105.9]", "ideal_point: -0.6", "capability: 0.9").newcomers_told[0]
    assert "Malaysia" in told and "United States" not in told
    assert "6 of its 8 figures" in told


def test_an_actor_of_which_nothing_is_known_is_the_mean_of_all_with_the_widest_doubt(added):
    scenario = added("name: Terra incognita")
    shipped = read_tables().actors
    assert figure(scenario, "budget", "VNM") == pytest.approx(shipped["budget"].mean(), abs=1e-3)
    assert doubt(scenario, "ideal_point", "VNM") > shipped["ideal_point"].std() * 0.9
    assert "the mean of 40 states" in scenario.newcomers_told[0]


def test_distances_come_from_the_capital(added):
    scenario = added("capital: [21.03, 105.85]", "like: IDN")
    where = scenario.actors.index
    assert scenario.opening.distance_km[where("VNM"), where("CHN")] == pytest.approx(2330, abs=30)


def test_given_dependence_pushes_predicted_shares_aside_and_all_sum_to_one_at_most(added):
    scenario = added("like: PAK", "towards: {RUS: {dependence: 0.6}}")
    row = scenario.opening.figures["dependence"][scenario.actors.index("VNM")]
    assert figure(scenario, "dependence", "VNM", "RUS") == 0.6 and row.sum() <= 1


def test_agreements_that_are_not_told_are_predicted_and_an_empty_list_is_none(added):
    def levels(scenario):
        return scenario.opening.level[scenario.actors.index("VNM")]

    assert levels(added("like: [IDN, MYS]")).sum() > 0
    assert levels(added("like: [IDN, MYS]", "agreements: []")).sum() == 0
    own = levels(added("like: [IDN, MYS]", "agreements: [{with: RUS, instrument: arms_sale, level: 0.6}]"))
    assert own.sum() == pytest.approx(0.6)


def test_of_a_state_that_is_there_only_what_is_given_changes(added):
    head = HEAD.replace(", VNM]", "]").replace("  VNM:", "  IDN:")
    plain, changed = added(head=head.split("add_actors")[0]), added("budget: 0.9", head=head)
    assert figure(changed, "budget", "IDN") == 0.9 != figure(plain, "budget", "IDN")
    for name, values in plain.opening.figures.items():
        if name != "budget":
            np.testing.assert_array_equal(values, changed.opening.figures[name])
    np.testing.assert_array_equal(plain.opening.level, changed.opening.level)
    assert changed.newcomers_told[0].startswith("Indonesia stands in the tables already")


def test_an_added_actor_survives_the_resolved_file_and_decides_the_digest(added, tmp_path):
    scenario = added(
        "name: 'ベトナム: فيتنام'",
        "like: [IDN, MYS]",
        "capital: [21.0, 105.9]",
        "budget: {value: 0.4, doubt: 0.2, source: 'someone: said'}",
        "towards: {CHN: {trust: 0.3}}",
        "agreements: [{with: RUS, instrument: arms_sale, level: 0.6, doubt: 0.1, since: 1994}]",
    )
    path = tmp_path / "scenario.yaml"
    path.write_text(resolved_text(scenario), encoding="utf-8")
    again = load(path)
    assert again == scenario and again.digest() == scenario.digest()
    np.testing.assert_array_equal(again.opening.level, scenario.opening.level)
    assert added("like: [IDN, MYS]", "budget: 0.4").digest() != added("like: [IDN, MYS]", "budget: 0.5").digest()


def test_predicted_figures_count_as_judgement(added):
    more = judgement(added("like: [IDN, MYS]"))
    fewer = judgement(added(head=HEAD.replace(", VNM]", "]").split("add_actors")[0]))
    assert more.baseline - fewer.baseline == more.baseline_judged - fewer.baseline_judged > 60


def test_two_added_actors_stand_to_each_other_as_their_neighbours_do(added):
    head = HEAD.replace(", VNM]", ", VNM, XYZ]") + "    like: [IDN, MYS]\n  XYZ:\n"
    scenario = added("like: [PAK, TUR]", head=head)
    assert figure(scenario, "alignment", "VNM", "XYZ") > 0 and len(scenario.newcomers_told) == 2
