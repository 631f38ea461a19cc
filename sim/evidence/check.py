"""What is wrong with a set of baseline tables: every problem as a sentence with file, row and column.

Rows are lines of the file, the header being line 1.
"""

from collections.abc import Collection, Iterator

import pandas as pd

from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Tables

Figures = dict[str, tuple[float, float, float]]
ACTOR_CODE = r"[A-Z][A-Z0-9]{1,7}"
GRADES = {"data", "literature", "judgement"}
HEADER_LINES = 2


def check_tables(tables: Tables, instruments: Collection[str] | None = None) -> list[str]:
    """Report every problem of a set of tables.

    Parameters
    ----------
    instruments
        Known instrument keys; None leaves the instrument column unchecked.

    Returns
    -------
    list of str
        One sentence per problem, in the order of the files; empty when all is well.
    """
    problems = [*missing_columns(tables)]
    if problems:
        return problems
    problems += actor_problems(tables.actors)
    problems += dyad_problems(tables)
    problems += agreement_problems(tables, instruments)
    problems += basis_problems(tables)
    return problems


def at(file: str, place: int, columns: str) -> str:
    """Name a cell; `place` counts data rows from 0."""
    return f"{file}.csv row {place + HEADER_LINES} column {columns}:"


def missing_columns(tables: Tables) -> Iterator[str]:
    """Name the columns that a file lacks."""
    expected = {
        "actors": ["actor", "name", *spread(ACTOR_FIGURES)],
        "dyads": ["source", "target", *spread(DYAD_FIGURES), "distance_km"],
        "agreements": ["first", "second", "instrument", "level", "level_doubt", "since", "basis"],
        "bases": ["basis", "grade", "vintage", "sources", "formula"],
    }
    for name, columns in expected.items():
        table: pd.DataFrame = getattr(tables, name)
        for column in columns:
            if column not in table.columns:
                yield f"{name}.csv: missing column {column}; add it"


def spread(figures: Figures) -> list[str]:
    """Return the three columns of each figure."""
    return [column for figure in figures for column in (figure, f"{figure}_doubt", f"{figure}_basis")]


def ranges(file: str, table: pd.DataFrame, figures: Figures) -> Iterator[str]:
    """Name cells that are no number, outside their range, or have a doubt that is not positive."""
    for figure, (low, high, _) in figures.items():
        numbers = pd.to_numeric(table[figure], errors="coerce")
        for place in table.index[~numbers.between(low, high)]:
            span = f"{low:g} to {high:g}"
            yield f"{at(file, place, figure)} {table[figure][place]} is not a number from {span}"
        doubts = pd.to_numeric(table[f"{figure}_doubt"], errors="coerce")
        for place in table.index[~(doubts >= 0)]:
            written = table[f"{figure}_doubt"][place]
            yield f"{at(file, place, f'{figure}_doubt')} {written} is not a number of 0 or more"


def actor_problems(actors: pd.DataFrame) -> Iterator[str]:
    """Check codes and figures of the actors."""
    codes = actors["actor"].astype(str)
    for place in actors.index[~codes.str.fullmatch(ACTOR_CODE)]:
        cure = "write two to eight capitals or digits, a capital first (PAK)"
        yield f"{at('actors', place, 'actor')} {codes[place]} is not a code; {cure}"
    for place in actors.index[codes.duplicated()]:
        yield f"{at('actors', place, 'actor')} {codes[place]} stands twice"
    if len(actors) < 2:
        yield "actors.csv: fewer than two actors"
    yield from ranges("actors", actors, ACTOR_FIGURES)


def dyad_problems(tables: Tables) -> Iterator[str]:
    """Check that every directed dyad stands once, with figures in range, symmetric where they must be."""
    dyads, codes = tables.dyads, list(tables.actors["actor"].astype(str))
    yield from unknown("dyads", dyads, ("source", "target"), codes)
    pairs = list(zip(dyads["source"].astype(str), dyads["target"].astype(str), strict=True))
    seen: set[tuple[str, str]] = set()
    for place, pair in enumerate(pairs):
        if pair[0] == pair[1] or pair in seen:
            fault = "a state with itself" if pair[0] == pair[1] else "stands twice"
            yield f"{at('dyads', place, 'source, target')} {pair[0]}, {pair[1]} {fault}"
        seen.add(pair)
    for source in codes:
        for target in codes:
            if source != target and (source, target) not in seen:
                yield f"dyads.csv: no row with source {source} and target {target}; add it"
    yield from ranges("dyads", dyads, DYAD_FIGURES)
    far = pd.to_numeric(dyads["distance_km"], errors="coerce")
    for place in dyads.index[~far.between(0, 20100)]:
        yield f"{at('dyads', place, 'distance_km')} {dyads['distance_km'][place]} is no distance"
    yield from asymmetric(dyads)
    reliance = pd.to_numeric(dyads["dependence"], errors="coerce").groupby(dyads["source"]).sum()
    for code, total in reliance[reliance > 1 + 1e-9].items():
        yield f"dyads.csv column dependence: the shares of source {code} sum to {total:.2f}; at most 1"


def asymmetric(dyads: pd.DataFrame) -> Iterator[str]:
    """Name the figures that differ between the two directions of a pair and must not."""
    turned = dyads.rename(columns={"source": "target", "target": "source"})
    both = dyads.reset_index().merge(turned, on=["source", "target"], suffixes=("", "_back"))
    both = both[both["source"] < both["target"]]
    for figure in SYMMETRIC:
        for row in both[both[figure] != both[f"{figure}_back"]].to_dict("records"):
            pair = f"{row['source']}, {row['target']}"
            back = f"but {row[f'{figure}_back']} the other way; write the same"
            yield f"{at('dyads', row['index'], figure)} {row[figure]} for {pair} {back}"


def agreement_problems(tables: Tables, instruments: Collection[str] | None) -> Iterator[str]:
    """Check pairs, order, instruments and levels of the agreements."""
    table, codes = tables.agreements, list(tables.actors["actor"].astype(str))
    yield from unknown("agreements", table, ("first", "second"), codes)
    yield from ranges("agreements", table, {"level": (0.0, 2.0, 0.0)})
    for place in table.index[~(table["first"].astype(str) < table["second"].astype(str))]:
        first, second = table["first"][place], table["second"][place]
        yield f"{at('agreements', place, 'first, second')} {first}, {second} not in alphabetic order"
    for place in table.index[table.duplicated(["first", "second", "instrument"])]:
        yield f"{at('agreements', place, 'instrument')} this pair and instrument stand twice"
    if instruments is not None:
        for place in table.index[~table["instrument"].isin(list(instruments))]:
            yield f"{at('agreements', place, 'instrument')} {table['instrument'][place]} is no instrument"


def unknown(file: str, table: pd.DataFrame, columns: tuple[str, ...], codes: list[str]) -> Iterator[str]:
    """Name codes that actors.csv does not hold."""
    for column in columns:
        for place in table.index[~table[column].astype(str).isin(codes)]:
            yield f"{at(file, place, column)} {table[column][place]} is no actor of actors.csv"


def basis_problems(tables: Tables) -> Iterator[str]:
    """Check that every basis is explained and every grade is known."""
    known = set(tables.bases["basis"].astype(str))
    for file in ("actors", "dyads", "agreements"):
        table: pd.DataFrame = getattr(tables, file)
        for column in [name for name in table.columns if name == "basis" or name.endswith("_basis")]:
            for lost in sorted(set(table[column].astype(str)) - known):
                yield f"{file}.csv column {column}: {lost} is not explained in bases.csv; add a row"
    for place in tables.bases.index[~tables.bases["grade"].isin(list(GRADES))]:
        grade = tables.bases["grade"][place]
        yield f"{at('bases', place, 'grade')} {grade} is none of data, literature, judgement"
