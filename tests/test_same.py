"""What differs between a folder and the same made again is told for every file, damaged ones too."""

import numpy as np
import pandas as pd
import pytest

from sim.ensemble.parts import Parts
from sim.ensemble.points import Part
from sim.ensemble.same import differences
from sim.ensemble.store import write_table

TABLE = pd.DataFrame({"option": ["pact", "aid"], "mean": [0.25, np.nan], "worlds": [8, 8]})


def folder(place, table=TABLE, shift=0.0):
    values = np.arange(12.0).reshape(4, 3)
    values[3] = np.nan
    values[1, 1] += shift
    Parts(place / "parts").add(Part("one", values, ("", "", "", "a number is not finite")))
    write_table(place / "effects", table, as_parquet=True)
    return place


@pytest.fixture
def made(tmp_path):
    return folder(tmp_path / "made")


@pytest.mark.parametrize("name", ["parts/one.parquet", "effects.parquet", "effects.csv"])
@pytest.mark.parametrize("left", [0, 100])
def test_a_file_that_is_torn_or_emptied_is_named_and_stops_nothing(made, tmp_path, name, left):
    ours = folder(tmp_path / "ours")
    (ours / name).write_bytes(
        (ours / name).read_bytes()[:left] if left == 0 or "parquet" in name else b"a,b\n1,2,3\n4\n\xff"
    )
    assert differences(ours, made) == {name: "cannot be read: it is torn, or was changed"}


def test_a_number_of_a_part_that_was_changed_is_told_as_a_number(made, tmp_path):
    ours = folder(tmp_path / "ours", shift=1e-9)
    assert differences(ours, made) == {"parts/one.parquet": "differs by at most 1e-09"}


@pytest.mark.parametrize(
    ("column", "values", "told"),
    [
        ("mean", [np.nan, np.nan], "(1 times)"),
        ("mean", [0.25, 0.5], "(1 times)"),
        ("mean", [0.5, np.nan], "differs by at most 0.25"),
        ("mean", [np.inf, np.nan], "differs by at most inf"),
        ("worlds", ["eight", "8"], "has other words"),
        ("option", ["pact", "and"], "has other words"),
    ],
)
def test_a_number_that_stands_in_one_of_two_tables_alone_is_told_as_much_as_one_that_differs(
    made, tmp_path, column, values, told
):
    found = differences(folder(tmp_path / "ours", TABLE.assign(**{column: values})), made)
    assert set(found) == {"effects.csv", "effects.parquet"}
    assert all(how.endswith(told) for how in found.values()), found


def test_a_table_that_is_only_written_otherwise_is_told_as_such(made, tmp_path):
    ours = folder(tmp_path / "ours")
    (ours / "effects.csv").write_bytes((ours / "effects.csv").read_bytes().replace(b"0.25", b"0.250"))
    assert differences(ours, made) == {"effects.csv": "has the same words and numbers, written otherwise"}
