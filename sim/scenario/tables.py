"""The world tables behind a scenario: the baseline's own, or files that the scenario names."""

import csv
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pandas as pd

from sim.catalogue import instruments
from sim.evidence import Tables, check_tables, read_tables
from sim.evidence.newcomer import Newcomer
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, GIVEN, complete, with_given
from sim.scenario.fields import Fields, complain, text
from sim.scenario.problems import COMMAND_LINE, Problems, unknown
from sim.scenario.tree import Node

NAMES = ("actors", "dyads", "agreements", "bases")
_SHOWN = 20
# As wide as the doubt of agreements in the baseline that rest on judgement.
LEVEL_DOUBT = 0.25


@dataclass(frozen=True)
class World:
    """World tables and where they came from.

    Attributes
    ----------
    tables
        As `sim.evidence.read_tables` gives them.
    paths
        Files that stand in for the baseline's, by table.
    newcomers
        Actors that the scenario file adds to them.
    """

    tables: Tables
    paths: Mapping[str, Path]
    newcomers: tuple[Newcomer, ...] = ()

    def names(self) -> dict[str, str]:
        """Name of every state, by code."""
        actors = self.tables.actors
        return dict(zip(actors["actor"], actors["name"].fillna(actors["actor"]).astype(str), strict=True))

    def since(self) -> dict[tuple[str, str, str], str]:
        """Year from which each agreement is in force, where the table says so, by pair and instrument."""
        rows = self.tables.agreements
        if "since" not in rows:
            return {}
        dated = rows[rows["since"].notna()]
        keys = zip(dated["first"], dated["second"], dated["instrument"], strict=True)
        return {key: str(year).removesuffix(".0") for key, year in zip(keys, dated["since"], strict=True)}

    def digest(self) -> str:
        """SHA-256 of the tables as they lie on disk, and of the catalogue of instruments and their variants."""
        hashed = hashlib.sha256()
        shipped = files("sim.evidence").joinpath("baseline")
        for name in NAMES:
            own = self.paths.get(name)
            hashed.update(own.read_bytes() if own else shipped.joinpath(f"{name}.csv").read_bytes())
        for name in ("instruments", "variants"):
            hashed.update(files("sim.catalogue").joinpath(f"{name}.yaml").read_bytes())
        return hashed.hexdigest()


def read_world(node: Node | None, problems: Problems) -> World | None:
    """The tables that `world:` names; a table that it leaves out is the baseline's.

    Returns
    -------
    World or None
        None when a file cannot be read or its content does not hold together.
    """
    baseline = read_tables()
    if node is None:
        return World(baseline, {})
    before = len(problems)
    fields = Fields(node, NAMES, problems)
    places = {name: child for name in NAMES if (child := fields.get(name))}
    paths = {name: path for name, child in places.items() if (path := _path(child, problems))}
    own = {name: table for name, path in paths.items() if (table := _read(places[name], path, problems)) is not None}
    if len(problems) > before:
        return None
    tables = _complete(_without_strangers(replace(baseline, **own), own))
    for sentence in [*check_tables(tables), *_unknown_instruments(tables)][:_SHOWN]:
        name, _, rest = sentence.partition(".csv")
        said = f"{paths[name].name}{rest}" if name in paths else sentence
        complain(places.get(name, node), said, problems)
    return World(tables, paths) if len(problems) == before else None


def _path(node: Node, problems: Problems) -> Path | None:
    written = text(node, problems)
    if written is None:
        return None
    folder = "" if node.file == COMMAND_LINE else os.path.dirname(node.file)
    path = Path(os.path.normpath(os.path.join(folder, written)))
    if path.is_file():
        return path.resolve()
    complain(node, f"no such file: {path}", problems)
    return None


def _read(node: Node, path: Path, problems: Problems) -> pd.DataFrame | None:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        complain(node, f"{path.name} is not UTF-8 text; save the file as UTF-8", problems)
        return None
    rows = list(csv.reader(StringIO(content)))
    if not rows:
        complain(node, f"{path.name} is empty", problems)
        return None
    before = len(problems)
    for line, row in enumerate(rows, 1):
        if row and len(row) != len(rows[0]):
            said = f"{path.name} has {len(row)} cells in line {line} and {len(rows[0])} in its header"
            complain(node, said, problems)
    # "NA" is a code here, not a gap.
    table = pd.read_csv(StringIO(content), keep_default_na=False, na_values=[""])
    return table if len(problems) == before else None


def _complete(tables: Tables) -> Tables:
    """The same tables with the columns that a table of one's own may leave out."""
    agreements = tables.agreements
    fillings = {"level_doubt": LEVEL_DOUBT, "since": None, "basis": GIVEN}
    lacking = {column: filling for column, filling in fillings.items() if column not in agreements}
    return Tables(
        actors=complete(tables.actors, ACTOR_FIGURES),
        dyads=complete(tables.dyads, DYAD_FIGURES),
        agreements=agreements.assign(**lacking),
        bases=with_given(tables.bases),
    )


def _unknown_instruments(tables: Tables) -> list[str]:
    known, named = instruments().keys, tables.agreements.get("instrument", pd.Series(dtype=str))
    return [
        f"agreements.csv row {row + 2} column instrument: {unknown('instrument', str(key), known)}"
        for row, key in named.items()
        if isinstance(row, int) and key not in known
    ]


def _without_strangers(tables: Tables, own: Mapping[str, pd.DataFrame]) -> Tables:
    """The baseline's rows cut to the states of the file's own table of actors."""
    if "actors" not in own or "actor" not in tables.actors:
        return tables
    codes = set(tables.actors["actor"])
    cut = {
        name: table[table[first].isin(codes) & table[second].isin(codes)]
        for name, first, second in (("dyads", "source", "target"), ("agreements", "first", "second"))
        if name not in own
        for table in (getattr(tables, name),)
    }
    return replace(tables, **cut)
