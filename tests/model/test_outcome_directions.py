"""Every outcome stays inside its bounds, and moves as its direction says in a case made for it."""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from sim.model.perceive import perceive
from sim.model.scene import Scene
from sim.outcomes import OUTCOMES
from tests.model import one_quarter

N = 6
OFF = 1 - np.eye(N)
BOUNDS = {
    "index -1 to 1": (-1, 1), "index 0 to 1": (0, 1), "share": (0, 1), "share -1 to 1": (-1, 1), "probability": (0, 1),
    "ratio 0 to 1": (0, 1), "side -1 to 1": (-1, 1), "programmes, at most 2": (0, 2),
}  # fmt: skip


@pytest.fixture(scope="module")
def scene(walk):
    """A world after three years of everything at once."""
    _, scenes, _ = walk("three_ways")
    return one_quarter.of(scenes, -1)


perceived = jax.jit(perceive)


def changed(scene, in_force=None, setting=None, **stocks):
    """The scene with some stocks (arrays, or functions of the old ones) replaced, and perceived anew."""
    new = {name: to(getattr(scene.state, name)) if callable(to) else to for name, to in stocks.items()}
    state = dataclasses.replace(scene.state, **new)
    fixed = dataclasses.replace(scene.setting, **(setting or {}))
    agreed = scene.in_force if in_force is None else in_force
    return Scene(state, perceived(state, fixed), fixed, agreed)


def more(instrument, by=1.0):
    """More of one instrument between all."""

    def apply(scene):
        k = scene.setting.instrument_index[instrument]
        return changed(scene, implementation=lambda s: s.at[k].add(by))

    return apply


def nearer(to):
    return lambda old: (old + (to - old) * 0.3) * OFF


def two_camps(scene):
    camp = np.array([1, 1, 1, -1, -1, -1])
    return changed(scene, alignment=jnp.asarray(0.9 * np.outer(camp, camp) * OFF))


def all_programmes(scene):
    return changed(scene, implementation=lambda s: s + 0.5)


def turned_friendly(scene):
    return changed(scene, alignment=lambda a: jnp.abs(a))


def one_enemy_of_friends(scene):
    """A pair of foes all whose friends are the same."""
    a = np.full((N, N), 0.8) * OFF
    a[0, 1] = a[1, 0] = -0.8
    return changed(scene, alignment=jnp.asarray(a))


def harmony(scene):
    return changed(scene, alignment=jnp.asarray(0.8 * OFF))


def calmer(scene):
    return changed(scene, tension=lambda t: 0.3 * t)


def freer(scene):
    return changed(scene, dependence=lambda d: 0.5 * d)


def one_supplier(scene):
    only = np.zeros((N, N))
    only[np.arange(N), (np.arange(N) + 1) % N] = 0.9
    return changed(scene, dependence=jnp.asarray(only))


def richer(scene):
    return changed(scene, setting={"budget": jnp.ones(N)})


def sanctioned(scene):
    return changed(scene, sanctions=jnp.asarray(0.9 * OFF))


def trusting(scene):
    return changed(scene, trust=nearer(0.95))


def unfinished(scene):
    return changed(scene, in_force=scene.in_force + 0.5)


# A scene, what is done to it, and whether the mean of the outcome then goes up or down.
def as_is(scene):
    return scene


CASES = {
    "alignment": (as_is, turned_friendly, 1),
    "trust": (as_is, trusting, 1),
    "support": (two_camps, turned_friendly, -1),  # friends of both sides back neither
    "backing": (two_camps, turned_friendly, -1),
    "shared_position": (as_is, lambda s: changed(s, position=lambda x: 0.5 * x), 1),
    "influence": (as_is, turned_friendly, 1),
    "tension": (as_is, calmer, -1),
    "crisis_hazard": (as_is, calmer, -1),
    "interoperability": (as_is, lambda s: changed(s, interoperability=nearer(0.95)), 1),
    "cooperation": (as_is, all_programmes, 1),
    "implementation": (as_is, all_programmes, 1),
    "implemented_share": (as_is, unfinished, -1),
    "delivery_success": (as_is, lambda s: changed(s, culture=lambda k: 0.5 * k), 1),
    "agreements": (as_is, unfinished, 1),
    "readiness": (as_is, more("joint_exercises"), 1),
    "deterrence": (as_is, calmer, 1),
    "threat_exposure": (as_is, calmer, -1),
    "military_weight": (as_is, lambda s: changed(s, military_weight=lambda m: 2 * m), 1),
    "fiscal_strain": (as_is, lambda s: changed(s, fiscal_strain=jnp.ones(N)), 1),
    "cost_burden": (as_is, richer, -1),
    "cost_sharing": (as_is, lambda s: changed(s, fiscal_strain=lambda f: f.at[0].set(1.0)), -1),  # see its own test
    "technology_absorbed": (as_is, all_programmes, 1),
    "industrial_work": (as_is, all_programmes, 1),
    "export_potential": (as_is, trusting, 1),
    "sanctions": (as_is, sanctioned, 1),
    "dependence": (as_is, freer, -1),
    "self_reliance": (as_is, freer, 1),
    "largest_supplier": (as_is, freer, -1),
    "supplier_freedom": (as_is, freer, 1),
    "supplier_concentration": (as_is, one_supplier, 1),
    "sanction_exposure": (as_is, sanctioned, 1),
    "sea_lane_security": (as_is, more("naval"), 1),
    "counter_terrorism": (as_is, more("intel_ct"), 1),
    "cyber_resilience": (as_is, more("cyber_jv"), 1),
    "energy_security": (as_is, turned_friendly, 1),
    "crises": (as_is, calmer, -1),
    "severe_crises": (as_is, calmer, -1),
    "rival_tension": (as_is, calmer, -1),
    "crisis_exposure": (as_is, calmer, -1),
    "crises_around": (as_is, calmer, -1),
    "polarisation": (one_enemy_of_friends, two_camps, 1),
    "concentration": (as_is, two_camps, 1),
    "modularity": (as_is, two_camps, 1),
    "bloc": (two_camps, harmony, 1),
    "balanced_triangles": (one_enemy_of_friends, two_camps, 1),
    "out_of_place": (two_camps, one_enemy_of_friends, 1),
    "most_out_of_place": (two_camps, one_enemy_of_friends, 1),
}


def test_every_outcome_has_a_case():
    assert set(CASES) == set(OUTCOMES)


def value(outcome, scene):
    return np.asarray(OUTCOMES[outcome].measure(scene))


@pytest.mark.parametrize("name", CASES)
def test_an_outcome_moves_as_it_should_and_stays_inside_its_bounds(scene, name):
    first, then, way = CASES[name]
    before, after = value(name, first(scene)), value(name, then(first(scene)))
    assert np.sign(after.mean() - before.mean()) == way
    assert abs(after - before).max() > OUTCOMES[name].band
    low, high = BOUNDS.get(OUTCOMES[name].unit, (0, np.inf))
    for seen in (before, after, value(name, scene)):
        assert np.isfinite(seen).all()
        assert low - 1e-12 <= seen.min()
        assert seen.max() <= high + 1e-12


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_is_finite_where_there_is_nothing(scene, name):
    nothing = {
        stock.name: jnp.zeros_like(stock_of)
        for stock in dataclasses.fields(scene.state)
        if stock.name != "military_weight"
        for stock_of in [getattr(scene.state, stock.name)]
    }
    empty = changed(scene, in_force=jnp.zeros_like(scene.in_force), **nothing)
    assert np.isfinite(value(name, empty)).all()


def test_who_is_under_more_strain_bears_more_of_what_is_shared(scene):
    strained = changed(scene, fiscal_strain=lambda f: f.at[0].set(1.0))
    moved = value("cost_sharing", strained) - value("cost_sharing", scene)
    assert moved[0] < 0
    assert (moved[1:] >= 0).all()
    assert moved[1:].max() > 0


def test_support_comes_from_friends_and_not_from_the_rival(scene):
    from sim.outcomes.crisis_support import rival

    chance, foe = value("support", scene), np.asarray(rival(scene))
    assert (chance[np.arange(N), foe] == 0).all()
    friend = changed(scene, alignment=lambda a: a.at[0, 5].set(0.9).at[5, 0].set(0.9))
    if foe[0] != 5:
        assert value("support", friend)[0, 5] > chance[0, 5] + 0.01


def test_the_most_misplaced_pair_is_the_largest_of_all_pairs(scene):
    assert value("most_out_of_place", scene) == value("out_of_place", scene).max()
    odd = value("out_of_place", one_enemy_of_friends(scene))
    assert np.argwhere(odd > 0).tolist() == [[0, 1], [1, 0]]


def test_balanced_triangles_agree_with_the_count_one_by_one(scene):
    from sim.outcomes.balance import balanced_triangles

    for made in (scene, one_enemy_of_friends(scene), two_camps(scene)):
        a = np.asarray(made.state.alignment)
        least = float(made.setting.p.tie_least)
        balanced, total = balanced_triangles(np.where(np.abs(a) >= least, np.sign(a), 0))
        assert value("balanced_triangles", made) == pytest.approx(balanced / total)


def test_the_blocs_of_two_camps_are_the_camps(scene):
    camps = two_camps(scene)
    assert abs(value("bloc", camps) @ np.array([1, 1, 1, -1, -1, -1])) == N
    assert value("polarisation", camps) == pytest.approx(1)
    assert value("concentration", camps) == pytest.approx(0.9)
