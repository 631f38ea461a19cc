"""What a provision says beside its level: what it changes, by how much, and for whom."""

from pathlib import Path

import numpy as np
import pytest

from sim.catalogue import instruments, settings, variants
from sim.core.pairs import square
from sim.ensemble.draws import certain, known
from sim.model import PARAMETERS
from sim.model.erupt import hazard
from sim.scenario import load, policy

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
ROWS = 8
NOBODY_ACTS = {"u0": 1000.0, "renewal_ease": 1000.0}  # nor does anything run out


@pytest.fixture(scope="module")
def lives(six, walk):
    """A function that walks one world, in which nobody acts, under one provision, and gives its scenes."""

    def walked(instrument, parties=("PAK", "TUR"), **said):
        said = said if {"change", "per_year"} & set(said) else {"level": 1} | said
        option = {"provisions": [{"instrument": instrument, "parties": list(parties)} | said]}
        scenario = load(MINIMAL, options={"o": option}, compare=[], watch=["world"])
        facts = known(six.opening, certain(NOBODY_ACTS))
        _, scenes, _ = walk(facts=facts, rows=policy(scenario, "o", ROWS), shaken=())
        return scenes

    return walked


def pair(six, first, second):
    return (slice(None), six.actors.index(first), six.actors.index(second))


def of(scenes, *path):
    """An array of the scenes, by the names that lead to it."""
    for name in path:
        scenes = getattr(scenes, name)
    return np.asarray(scenes)


def carried_out(six, scenes, instrument):
    """The level at which Pakistan and Türkiye carry out an instrument, `(quarter,)`."""
    cells = square(of(scenes, "state", "implementation")[:, instruments().keys.index(instrument)])
    return np.asarray(cells)[pair(six, "PAK", "TUR")]


def same(ours, theirs):
    return all(
        (of(ours, "state", stock) == of(theirs, "state", stock)).all() for stock in vars(ours.state)
    )  # fmt: skip


def test_a_theme_multiplies_what_is_seen_of_the_provision_alone(six, lives):
    plain, relief = lives("naval"), lives("naval", theme="humanitarian")
    sums = [-np.log1p(-of(s, "view", "cooperation", "visibility")[pair(six, "PAK", "TUR")]) for s in (plain, relief)]
    carried = carried_out(six, plain, "naval")
    vis = instruments().column("vis")[instruments().keys.index("naval")]
    factor = settings().by_key["theme"].value("humanitarian").columns["vis"]
    scale = PARAMETERS["visibility_scale"].default
    np.testing.assert_allclose((sums[1] - sums[0])[1:], ((factor - 1) * vis * carried / scale)[1:], rtol=1e-5)
    other = pair(six, "CHN", "USA")
    assert (
        of(plain, "view", "cooperation", "visibility")[other] == of(relief, "view", "cooperation", "visibility")[other]
    ).all()


@pytest.mark.parametrize("said", [{"terms": "conditional"}, {"scale": "medium"}])
def test_what_is_meant_when_nothing_is_said_changes_nothing(lives, said):
    instrument = "mutual_defence_pact" if "terms" in said else "joint_exercises"
    assert same(lives(instrument), lives(instrument, **said))


def test_a_change_of_nothing_changes_nothing_whatever_else_is_said(six, walk, lives):
    said = {"theme": "combat", "theatre": "gulf", "variant": "aircraft", "provider": "TUR", "licensor": "USA"}
    facts = known(six.opening, certain(NOBODY_ACTS))
    _, baseline, _ = walk("nothing", facts=facts, shaken=())
    assert same(lives("tech_transfer", change=0, **said), baseline)


def test_an_unconditional_pact_makes_crises_more_frequent_and_a_conditional_one_less(six, lives):
    import jax

    rate = jax.jit(jax.vmap(hazard))
    with_china = pair(six, "CHN", "TUR")
    nothing = lives("mutual_defence_pact", change=0)
    rates = [
        np.asarray(rate(scenes))[with_china][2]
        for scenes in (nothing, lives("mutual_defence_pact"), lives("mutual_defence_pact", terms="unconditional"))
    ]
    assert rates[1] < rates[0] < rates[2]


def test_who_is_named_as_provider_is_depended_upon_even_with_the_smaller_industry(six, lives):
    usual, named = (
        lives("arms_sale", ("PAK", "TUR"), level=2),
        lives("arms_sale", ("PAK", "TUR"), level=2, provider="PAK"),
    )
    dependence = [of(s, "state", "dependence")[-1] for s in (usual, named)]
    pakistan, turkey = six.actors.index("PAK"), six.actors.index("TUR")
    assert dependence[1][turkey, pakistan] > dependence[0][turkey, pakistan]
    assert dependence[1][pakistan, turkey] < dependence[0][pakistan, turkey]
    again = lives("arms_sale", ("PAK", "TUR"), level=2, recipient="TUR")
    assert (of(again, "state", "dependence")[-1] == dependence[1]).all()


def test_only_the_recipient_absorbs_and_so_comes_to_depend_less_on_others(six, lives):
    usual = lives("tech_transfer", ("IND", "USA"), level=2)
    named = lives("tech_transfer", ("IND", "USA"), level=2, provider="USA")
    turns = six.actors.index("USA"), six.actors.index("IND")
    power = [of(s, "state", "military_weight")[-1] for s in (usual, named)]
    assert power[1][turns[0]] < power[0][turns[0]]
    assert power[1][turns[1]] == power[0][turns[1]]


def test_a_licensor_slows_what_needs_its_licence(six, lives):
    usual, held = (
        carried_out(six, lives("tech_transfer", level=2, **said), "tech_transfer") for said in ({}, {"licensor": "USA"})
    )
    assert (held[1:] < usual[1:]).all()
    assert held[-1] > held[0]


def test_a_variant_has_its_own_lead_time(six, lives):
    usual, jets = (
        carried_out(six, lives("tech_transfer", level=2, **said), "tech_transfer")
        for said in ({}, {"variant": "aircraft"})
    )
    assert variants()["aircraft"].columns["lead"] > 1
    assert (jets[1:] < usual[1:]).all()


def test_who_lives_near_a_theatre_minds_more_and_who_lives_far_minds_less(six, lives):
    """India sees the Gulf from nearby and East Asia from afar; the same exercises, the same rivals."""
    usual, near, far = (
        of(lives("joint_exercises", ("PAK", "CHN"), change=1, **said), "view", "offence")[pair(six, "IND", "PAK")][2]
        for said in ({}, {"theatre": "indian_ocean"}, {"theatre": "mediterranean"})
    )
    assert far < usual < near


def test_positions_on_an_issue_approach_and_do_not_meet(six, lives):
    facts_of = {"issue": "Palestine", "level": 2}
    usual, agreed = (
        of(lives("diplomatic", ("IND", "TUR"), **said), "state", "position") for said in ({"level": 2}, facts_of)
    )
    gap = [abs(x[-1, six.actors.index("IND")] - x[-1, six.actors.index("TUR")]) for x in (usual, agreed)]
    share = PARAMETERS["issue_share"].default
    assert gap[0] * (1 - 2 * share) < gap[1] < gap[0] - 0.005
    elsewhere = six.actors.index("CHN")
    assert usual[1, elsewhere] == agreed[1, elsewhere]


@pytest.mark.parametrize(("per_year", "scale", "level"), [(5, "medium", 1.0), (10, "small", 1.0), (100, "large", 2.0)])
def test_times_a_year_and_scale_make_the_level(per_year, scale, level):
    provision = {"instrument": "joint_exercises", "parties": ["PAK", "TUR"], "per_year": per_year, "scale": scale}
    scenario = load(MINIMAL, options={"o": {"provisions": [provision]}}, compare=[], watch=["world"])
    assert scenario.option("o").provisions[0].level == pytest.approx(level)
