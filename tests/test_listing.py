"""`entente list WHAT NAME`: one thing with every figure, its range, grade and source."""

import json

import pytest

from sim.catalogue import COLUMNS, instruments, limits, variants


@pytest.mark.parametrize("key", instruments().keys)
def test_every_instrument_is_shown_with_grade_and_source_of_every_figure(entente, key):
    code, out, _ = entente("list", "instruments", key, "--json")
    (row,) = json.loads(out)
    assert code == 0 and row["key"] == key and row["description"]
    assert list(row["figures"]) == list(COLUMNS)
    assert all(f["grade"] and f["source"] and f["unit"] and f["meaning"] for f in row["figures"].values())
    assert all(rule["grade"] and rule["source"] and rule["reason"] for rule in (*row["needs"], *row["excludes"]))


def test_a_detail_fits_eighty_columns_and_shows_needs_exclusions_and_variants(entente):
    code, out, _ = entente("list", "instruments", "tech_transfer")
    assert code == 0 and max(map(len, out.splitlines())) <= 80
    for said in ("aircraft, helicopters, frigates", "needs", "excludes", "T129", "grade judgement", "range 1 to 3"):
        assert said in out


def test_one_state_is_shown_with_doubt_and_source_of_every_figure(entente):
    code, out, _ = entente("list", "actors", "pak")
    assert code == 0 and "Pakistan" in out and "doubt" in out and "source: COW NMC" in out


def test_variants_and_lines_of_feasibility_are_listed(entente):
    for what, keys in (("variants", variants()), ("limits", limits())):
        code, out, _ = entente("list", what)
        assert code == 0 and all(key in out for key in keys)


def test_a_name_that_is_not_there_leads_to_the_nearest(entente):
    code, _, err = entente("list", "instruments", "navall")
    assert code == 2 and 'did you mean "naval"?' in err
