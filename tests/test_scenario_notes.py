"""What a user is told about a scenario in which nothing is wrong."""

from pathlib import Path

import pytest

from sim.scenario import load, notes
from sim.scenario.levels import level_now

CLIENT = Path(__file__).parents[1] / "scenarios" / "pakistan-turkey.yaml"


@pytest.fixture
def told(tmp_path):
    """Notes on one option made of the provisions given."""

    def notes_on(*provisions, horizon=10):
        path = tmp_path / "scenario.yaml"
        listed = "".join(f"      - {{{provision}}}\n" for provision in provisions)
        path.write_text(
            f"version: 1\nstart: 2026\nhorizon: {horizon}\noptions:\n  x:\n    provisions:\n{listed}",
            encoding="utf-8",
        )
        return notes(load(path))

    return notes_on


@pytest.fixture
def pact_level():
    return level_now(load(CLIENT), ("PAK", "SAU"), "mutual_defence_pact")


def test_a_level_that_is_in_force_already_is_told_with_its_year(told, pact_level):
    (note,) = told(f"instrument: mutual_defence_pact, parties: [PAK, SAU], level: {pact_level}, enter: signed")
    assert note == (
        "options.x.provisions[0]: mutual_defence_pact of PAK and SAU is already in force at "
        f"{pact_level:.2g} since 2025; this changes nothing"
    )


def test_a_level_below_what_is_in_force_is_told_to_lower_it(told, pact_level):
    (note,) = told("instrument: mutual_defence_pact, parties: [PAK, SAU], level: 0.1")
    assert note.endswith(f"is already in force at {pact_level:.2g} since 2025; this lowers it to 0.1")


def test_a_change_of_nothing_is_told(told):
    (note,) = told("instrument: arms_control, parties: [IND, PAK], change: 0")
    assert note.endswith("arms_control of IND and PAK is not in force; this changes nothing")


def test_a_change_that_meets_the_end_of_the_scale_is_told(told):
    (note,) = told("instrument: mutual_defence_pact, parties: [PAK, SAU], change: 2")
    assert note.endswith("the change stops at 2, the end of the scale")


def test_two_provisions_on_the_same_agreement_at_the_same_time_are_told(told):
    naval = "instrument: naval, parties: [IND, PAK], change: 0.5"
    (note,) = told(f"{naval}, until: 2030", f"{naval}, from: 2029")
    assert note == (
        "options.x.provisions[1]: naval of IND and PAK stands in options.x.provisions[0] as well; "
        "changes add up, and a level wins over a change"
    )
    assert told(f"{naval}, until: 2030", f"{naval}, from: 2030") == []


def test_an_instrument_that_takes_longer_than_what_is_left_is_told(told):
    (note,) = told("instrument: space_jv, parties: [IND, PAK], change: 0.5, from: 2027", horizon=3)
    assert note == "options.x.provisions[0]: space_jv takes about 2.5 years to work, and 2 are left"


def test_a_plain_provision_is_passed_over_in_silence(told):
    assert told("instrument: naval, parties: [IND, PAK], change: 0.5") == []


def test_a_pact_and_a_consultation_pact_in_one_option_are_said_to_exclude_each_other(told):
    found = told(
        "instrument: mutual_defence_pact, parties: [AUS, JPN], level: 1",
        "instrument: consultation_pact, parties: [AUS, JPN], level: 1",
    )
    assert any("in one option: a promise to fight holds a promise to consult" in note for note in found)


def test_a_base_without_a_treaty_is_said_to_lack_one(told):
    found = told("instrument: shared_infra, parties: [AFG, ARM], level: 1")
    assert any("Shared bases and infrastructure without" in note for note in found)
