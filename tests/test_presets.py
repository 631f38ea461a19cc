"""Presets of actors: those the mission names, and how they mix with groups and codes."""

import pytest

from sim import load
from sim.catalogue import groups, presets


def test_the_presets_of_the_mission_are_there():
    assert set(presets()) == {"south-asia", "gulf", "nato", "five-eyes", "core28"}
    assert presets()["five-eyes"].members == groups()["five_eyes"].members
    assert set(groups()["gcc"].members) < set(presets()["gulf"].members)


@pytest.mark.parametrize(
    ("actors", "some"),
    [
        ("gulf", {"SAU", "IRN", "QAT"}),
        ("south-asia", {"IND", "PAK", "BGD"}),
        ("five-eyes", {"USA", "NZL"}),
        ("[gulf, great_powers, PAK, TUR, SAU]", {"IRQ", "FRA", "PAK"}),
        ("[nato, eu, five-eyes, IND]", {"POL", "CYP", "AUS", "IND"}),
    ],
)
def test_presets_groups_and_codes_mix_under_actors(tmp_path, actors, some):
    path = tmp_path / "scenario.yaml"
    path.write_text(f"version: 1\nstart: 2026\nhorizon: 1\nactors: {actors}\n", encoding="utf-8")
    found = load(path).actors
    assert some <= set(found) and list(found) == sorted(set(found))
