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

from sim.evidence import Tables, check_tables, read_tables
from sim.scenario.fields import Fields, complain, text
from sim.scenario.problems import COMMAND_LINE, Problems
from sim.scenario.tree import Node

NAMES = ("actors", "dyads", "agreements")
_SHOWN = 20


@dataclass(frozen=True)
class World:
    """World tables and where they came from.

    Attributes
    ----------
    tables
        As `sim.evidence.read_tables` gives them.
    paths
        Files that stand in for the baseline's, by table.
    """

    tables: Tables
    paths: Mapping[str, Path]

    def names(self) -> dict[str, str]:
        """Name of every state, by code."""
        return dict(zip(self.tables.actors["actor"], self.tables.actors["name"], strict=True))

    def digest(self) -> str:
        """SHA-256 of the tables as they lie on disk, and of the catalogue of instruments."""
        hashed = hashlib.sha256()
        shipped = files("sim.evidence").joinpath("baseline")
        for name in NAMES:
            own = self.paths.get(name)
            hashed.update(own.read_bytes() if own else shipped.joinpath(f"{name}.csv").read_bytes())
        hashed.update(files("sim.catalogue").joinpath("instruments.yaml").read_bytes())
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
    own = {
        name: table
        for name, path in paths.items()
        if (table := _read(places[name], path, problems)) is not None
    }
    if len(problems) > before:
        return None
    tables = _without_strangers(replace(baseline, **own), own)
    for sentence in check_tables(tables)[:_SHOWN]:
        complain(node, sentence, problems)
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
    return pd.read_csv(StringIO(content)) if len(problems) == before else None


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
