"""Subjects: pairs, states, groups and the world, as means over what a world records."""

import numpy as np
import pytest

from sim.core.errors import QuestionError
from sim.ensemble.subjects import canonical, subjects_of

ACTORS = ("CHN", "IND", "PAK", "TUR", "USA")
GROUPS = {"west": ("TUR", "USA"), "own": ("IND", "USA")}


def recorded(subjects, outcome, values):
    """What a world records of a full grid of values."""
    return np.ravel(values)[subjects.places[outcome]]


def test_a_group_is_the_mean_over_its_members():
    subjects = subjects_of(["alignment"], ["IND:west", "PAK:TUR"], ACTORS, GROUPS)
    grid = np.arange(25.0).reshape(5, 5)
    found = subjects.of("alignment", recorded(subjects, "alignment", grid))
    assert subjects.names["alignment"] == ("IND:west", "PAK:TUR")
    assert found.tolist() == [(grid[1, 3] + grid[1, 4]) / 2, grid[2, 3]]


def test_a_state_is_not_counted_in_its_own_group():
    subjects = subjects_of(["trust"], ["IND:own"], ACTORS, GROUPS)
    grid = np.arange(25.0).reshape(5, 5)
    found = dict(zip(subjects.names["trust"], subjects.of("trust", recorded(subjects, "trust", grid)), strict=True))
    assert found == {"IND:own": grid[1, 4], "own:IND": grid[4, 1]}


def test_direction_counts_only_where_it_means_something():
    assert canonical("TUR:IND", False, GROUPS) == "IND:TUR"
    assert canonical("TUR:IND", True, GROUPS) == "TUR:IND"
    assert canonical("west:IND", False, GROUPS) == "IND:west"


def test_states_and_the_world_are_told_beside_the_pairs():
    subjects = subjects_of(["threat_exposure", "crises"], ["IND:TUR", "PAK"], ACTORS, GROUPS)
    assert subjects.names == {"threat_exposure": ("IND", "TUR", "PAK"), "crises": ("world",)}
    found = subjects.of("threat_exposure", recorded(subjects, "threat_exposure", np.arange(5.0)))
    assert found.tolist() == [1, 3, 2]
    assert subjects.of("crises", recorded(subjects, "crises", 7.0)).tolist() == [7]


def test_somebody_unknown_is_named():
    with pytest.raises(QuestionError, match="'XYZ' is neither an actor nor a group of this scenario"):
        subjects_of(["alignment"], ["IND:XYZ"], ACTORS, GROUPS)


def test_an_outcome_of_which_nobody_is_watched_is_empty():
    subjects = subjects_of(["alignment", "crises"], ["world"], ACTORS, GROUPS)
    assert subjects.names["alignment"] == ()
    assert subjects.of("alignment", np.zeros((3, 0))).shape == (3, 0)
