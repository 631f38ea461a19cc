"""Draws: every number stays in its range, keeps its ties, and has an address of its own."""

from dataclasses import replace

import jax
import numpy as np
import pytest

from sim.core.errors import EntenteError
from sim.ensemble.draws import certain, check_words, doubt_of, doubted_share, known, sample_inputs
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC
from sim.outcomes import PARAMETERS

MANY = 400


@pytest.fixture(scope="module")
def sample():
    """A function that samples many draws of what is known; every leaf leads with `(draw,)`."""
    sampled = jax.jit(jax.vmap(sample_inputs, in_axes=(None, None, 0)))
    return lambda facts: sampled(facts, np.uint64(5), np.arange(MANY, dtype=np.uint64))


@pytest.fixture(scope="module")
def drawn(scenario, sample):
    return sample(known(scenario.opening, doubt_of({}, {})))


def test_parameters_fill_their_ranges_evenly(drawn):
    for name, parameter in PARAMETERS.items():
        values = np.asarray(drawn.p[name])
        assert (values.min() >= parameter.low - 1e-12 and values.max() <= parameter.high + 1e-12) or parameter.tied
        if parameter.tied is None:
            place = (values - parameter.low) / (parameter.high - parameter.low)
            assert abs(place.mean() - 0.5) < 4.5 * np.sqrt(1 / 12 / MANY), name


def test_a_tied_parameter_keeps_its_ratio_unless_it_is_pinned_itself(scenario, sample, drawn):
    for name, parameter in PARAMETERS.items():
        if parameter.tied:
            ratio = np.asarray(drawn.p[name]) / np.asarray(drawn.p[parameter.tied])
            np.testing.assert_allclose(ratio, parameter.default / PARAMETERS[parameter.tied].default, rtol=1e-12)
    pinned = sample(known(scenario.opening, doubt_of({"k_ten": 0.07}, {})))
    np.testing.assert_allclose(pinned.p["k_ten"], 0.07, rtol=1e-12)
    assert (np.asarray(pinned.p["k_react"]) == np.asarray(drawn.p["k_react"])).all()


def test_pinning_or_widening_one_parameter_moves_no_other(scenario, sample, drawn):
    other = sample(known(scenario.opening, doubt_of({"k_hab": 0.3}, {"k_dep": (0.0, 0.9)})))
    assert (np.asarray(other.p["k_hab"]) == 0.3).all()
    assert np.asarray(other.p["k_dep"]).max() > 0.8
    for name in set(PARAMETERS) - {"k_hab", "k_dep"}:
        assert (np.asarray(other.p[name]) == np.asarray(drawn.p[name])).all(), name


def test_no_two_parameters_are_drawn_together(drawn):
    free = [name for name, parameter in PARAMETERS.items() if parameter.tied is None]
    matrix = np.corrcoef([np.asarray(drawn.p[name]) for name in free]) - np.eye(len(free))
    assert np.abs(matrix).max() < 5 / np.sqrt(MANY)


def test_the_catalogue_stays_in_its_ranges(scenario, drawn):
    for column, low in scenario.opening.catalogue_low.items():
        values = np.asarray(drawn.c[column])
        assert (values >= low - 1e-12).all()
        assert (values <= scenario.opening.catalogue_high[column] + 1e-12).all()


@pytest.mark.parametrize("figure", [*ACTOR_FIGURES, *DYAD_FIGURES])
def test_figures_of_the_baseline_stay_in_bounds_and_move(drawn, figure):
    values = np.asarray(drawn.actor[figure] if figure in ACTOR_FIGURES else drawn.dyad[figure])
    low, high = (ACTOR_FIGURES | DYAD_FIGURES)[figure]
    assert values.min() >= low
    assert values.max() <= high
    assert values.std(axis=0).max() > 0
    if figure in SYMMETRIC:
        assert (values == values.swapaxes(1, 2)).all()
    if figure in DYAD_FIGURES:
        assert not np.diagonal(values, axis1=1, axis2=2).any()


def test_shares_of_suppliers_never_exceed_the_whole(drawn):
    assert np.asarray(drawn.dyad["dependence"]).sum(axis=2).max() <= 1 + 1e-12


def test_what_is_in_force_stays_so_and_nothing_else_enters(scenario, drawn):
    levels, record = np.asarray(drawn.level), scenario.opening.level
    assert ((levels > 0) == (record > 0)).all()
    assert levels.max() <= 2
    assert (levels == levels.swapaxes(1, 2)).all()


def test_another_actor_changes_no_draw_of_the_others(scenario, sample, drawn):
    kept = np.array([code != "SAU" for code in scenario.actors])
    opening, n = scenario.opening, len(kept)

    def cut(value):
        value = value[kept] if value.shape[0] == n else value
        return value[:, kept] if value.ndim > 1 and value.shape[1] == n else value

    fewer = replace(
        opening,
        actors=tuple(np.array(opening.actors)[kept]),
        figures={name: cut(value) for name, value in opening.figures.items()},
        doubts={name: cut(value) for name, value in opening.doubts.items()},
        level=cut(opening.level), level_doubt=cut(opening.level_doubt), distance_km=cut(opening.distance_km),
    )  # fmt: skip
    other = sample(known(fewer, doubt_of({}, {})))
    for name in PARAMETERS:
        assert (np.asarray(other.p[name]) == np.asarray(drawn.p[name])).all()
    for name in ACTOR_FIGURES:
        assert (np.asarray(other.actor[name]) == np.asarray(drawn.actor[name])[:, kept]).all()
    # Shares of suppliers must add up to one at most, so they alone look at each other.
    for name in set(DYAD_FIGURES) - {"dependence"}:
        assert (np.asarray(other.dyad[name]) == np.asarray(drawn.dyad[name])[:, kept][:, :, kept]).all(), name


def test_without_doubt_every_number_is_its_central_value(scenario, sample):
    drawn = sample(known(scenario.opening, certain()))
    for name, parameter in PARAMETERS.items():
        np.testing.assert_allclose(drawn.p[name], parameter.default, rtol=1e-12)
    for name in set(ACTOR_FIGURES) - {"capability"}:
        np.testing.assert_allclose(drawn.actor[name], np.broadcast_to(scenario.opening.figures[name], (MANY, 6)))
    np.testing.assert_allclose(drawn.level, np.broadcast_to(scenario.opening.level, drawn.level.shape))


def test_doubt_about_a_share_near_zero_does_not_only_push_up():
    z = np.linspace(-2, 2, 401)
    moved = np.asarray(doubted_share(np.full(401, 0.02), np.full(401, 0.02), z))
    assert moved.min() > 0
    assert np.median(moved) == pytest.approx(0.02)
    assert (np.asarray(doubted_share(np.zeros(401), np.full(401, 0.1), z)) == 0).all()


def test_two_names_with_one_address_of_luck_are_refused():
    with pytest.raises(EntenteError, match="two actors among IND, IND share an address of luck; rename one"):
        check_words(("IND", "IND"), "actors")
