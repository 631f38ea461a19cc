"""A folder of one's own: what may be left out, and how every fault is told."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.core.errors import EntenteError
from sim.evidence import Tables, check_tables, read_tables
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, write_tables


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Three states, the least a user must write."""
    shipped = read_tables()
    trio = ["IND", "PAK", "TUR"]
    actors = shipped.actors[shipped.actors["actor"].isin(trio)][["actor", "name", *ACTOR_FIGURES]]
    dyads = shipped.dyads[shipped.dyads["source"].isin(trio) & shipped.dyads["target"].isin(trio)]
    actors.to_csv(tmp_path / "actors.csv", index=False)
    dyads[["source", "target", *DYAD_FIGURES, "distance_km"]].to_csv(tmp_path / "dyads.csv", index=False)
    return tmp_path


def test_doubts_bases_and_agreements_may_be_left_out(own: Path) -> None:
    tables = read_tables(own)
    assert check_tables(tables) == []
    assert (tables.dyads["trust_doubt"] > 0).all()
    assert set(tables.dyads["trust_basis"]) == {"given"}
    assert tables.agreements.empty


def test_tables_written_and_read_again_are_the_same(own: Path, tmp_path: Path) -> None:
    tables = read_tables(own)
    write_tables(tables, tmp_path / "again")
    pd.testing.assert_frame_equal(read_tables(tmp_path / "again").dyads, tables.dyads)
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == [
        "actors.csv", "agreements.csv", "bases.csv", "dyads.csv",
    ]  # fmt: skip


def changed(tables: Tables, row: int, **cells: object) -> Tables:
    """The tables with cells of one dyad changed."""
    dyads = tables.dyads.copy()
    for column, cell in cells.items():
        dyads[column] = dyads[column].astype(object)
        dyads.loc[row, column] = cell
    return replace(tables, dyads=dyads)


def test_a_figure_out_of_range_is_named_by_file_row_and_column(own: Path) -> None:
    assert "dyads.csv row 3 column trust: 1.4 is not a number from 0 to 1" in check_tables(
        changed(read_tables(own), 1, trust=1.4)
    )


def test_a_figure_that_is_no_number_is_named(own: Path) -> None:
    (problem,) = check_tables(changed(read_tables(own), 0, trust="high"))
    assert problem == "dyads.csv row 2 column trust: high is not a number from 0 to 1"


def test_an_unequal_shared_figure_is_named_once(own: Path) -> None:
    (problem,) = check_tables(changed(read_tables(own), 0, tension=0.5))
    assert problem.startswith("dyads.csv row 2 column tension: 0.5 for IND, PAK but")


def test_an_unknown_actor_and_the_dyad_it_left_are_both_named(own: Path) -> None:
    problems = check_tables(changed(read_tables(own), 0, target="PKA"))
    assert "dyads.csv row 2 column target: PKA is no actor of actors.csv" in problems
    assert "dyads.csv: no row with source IND and target PAK; add it" in problems


def test_missing_columns_are_named_together(own: Path) -> None:
    tables = read_tables(own)
    problems = check_tables(replace(tables, dyads=tables.dyads.drop(columns=["trust", "distance_km"])))
    assert problems == [
        "dyads.csv: missing column trust; add it",
        "dyads.csv: missing column distance_km; add it",
    ]


def test_a_dyad_written_twice_is_named(own: Path) -> None:
    tables = read_tables(own)
    twice = replace(tables, dyads=pd.concat([tables.dyads, tables.dyads.iloc[:1]], ignore_index=True))
    assert "dyads.csv row 8 column source, target: IND, PAK stands twice" in check_tables(twice)


def test_dependence_above_one_is_named(own: Path) -> None:
    tables = changed(changed(read_tables(own), 0, dependence=0.7), 1, dependence=0.6)
    problem = "dyads.csv column dependence: the shares of source IND sum to 1.30; at most 1"
    assert problem in check_tables(tables)


def test_faults_of_agreements_are_named(own: Path) -> None:
    row = {"first": "TUR", "second": "PAK", "instrument": "joint_exercise", "level": 2.5, "level_doubt": 0.2,
           "since": 2021, "basis": "hearsay"}  # fmt: skip
    tables = replace(read_tables(own), agreements=pd.DataFrame([row]))
    problems = check_tables(tables, instruments=["joint_exercises"])
    assert problems == [
        "agreements.csv row 2 column level: 2.5 is not a number from 0 to 2",
        "agreements.csv row 2 column first, second: TUR, PAK not in alphabetic order",
        "agreements.csv row 2 column instrument: joint_exercise is no instrument",
        "agreements.csv column basis: hearsay is not explained in bases.csv; add a row",
    ]


def test_a_bad_code_and_a_state_written_twice_are_named(own: Path) -> None:
    tables = read_tables(own)
    actors = tables.actors.copy()
    actors["actor"] = ["IND", "IND", "Turkey"]
    problems = check_tables(replace(tables, actors=actors))
    assert "actors.csv row 3 column actor: IND stands twice" in problems
    assert any("actors.csv row 4 column actor: Turkey is not a code" in problem for problem in problems)


def test_a_missing_table_is_named(own: Path) -> None:
    (own / "dyads.csv").unlink()
    with pytest.raises(EntenteError, match=r"dyads\.csv: no such file"):
        read_tables(own)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EntenteError, match="nowhere: no such folder of baseline tables"):
        read_tables(tmp_path / "nowhere")
