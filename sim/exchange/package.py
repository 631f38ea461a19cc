"""A Frictionless data package: every table with its schema, its units, its terms and its sources.

References
----------
Data Package, version 1 (specs.frictionlessdata.io): `datapackage.json`, Tabular Data Resource, Table Schema.
"""

import hashlib
import json
from pathlib import Path

import pandas as pd

import sim
from sim.ensemble.atomic import write_text
from sim.exchange.columns import column_of
from sim.exchange.resources import Source, write_resources

# Where a table has a row for each combination of some columns, and where its codes are explained.
KEYS: dict[str, tuple[str, ...]] = {
    "options": ("option",),
    "outcomes": ("outcome",),
    "actors": ("actor",),
    "cases": ("case",),
    "effects": ("option", "outcome", "subject", "quarter"),
    "levels": ("option", "outcome", "subject", "quarter"),
    "worlds": ("option", "draw", "run", "outcome", "subject"),
    "luck_share": ("option", "outcome", "subject", "quarter"),
    "moves": ("option", "source", "target"),
    "ledger_alignment": ("option", "source", "target", "mechanism"),
    "ledger_trust": ("option", "source", "target", "mechanism"),
    "signing": ("option", "provision", "party"),
    "backlash": ("option", "mechanism"),
}
LISTS = {"option": "options", "outcome": "outcomes", "source": "actors", "target": "actors", "case": "cases"}
# As LICENSE-DATA.md says it, where every source is cited in full.
LICENSES = [
    {
        "name": "other-nc",
        "title": "Derived figures: the strictest terms of their sources, non-commercial, cite (LICENSE-DATA.md)",
    }
]
SOURCES = (
    ("ATOP 5.1", "Leeds, Ritter, Mitchell & Long 2002, International Interactions 28"),
    ("Correlates of War: NMC, contiguity, capitals", "Singer 1987, International Interactions 14"),
    ("Defense Cooperation Agreement Dataset", "Kinne 2020, Journal of Conflict Resolution 64(4)"),
    ("Global Sanctions Data Base v3", "Felbermayr et al. 2020, European Economic Review 129"),
    ("ICEWS", "Boschee et al., Harvard Dataverse doi:10.7910/DVN/28075"),
    ("Militarized Interstate Disputes 5.0", "Palmer et al. 2022, Conflict Management and Peace Science 39(4)"),
    ("Multinational Military Exercises", "D'Orazio & Galambos 2021, Harvard Dataverse doi:10.7910/DVN/KHFODX"),
    ("Peace Data v3.1", "Diehl, Goertz & Gallegos 2021, Conflict Management and Peace Science 38"),
    ("Pew Global Attitudes Survey", "Pew Research Center; aggregates only"),
    ("SIPRI Arms Transfers and Military Expenditure", "Stockholm International Peace Research Institute"),
    ("United Nations General Assembly ideal points", "Bailey, Strezhnev & Voeten 2017, JCR 61(2)"),
    ("V-Dem v16", "Coppedge et al. (CC BY-SA 4.0)"),
    ("World Religion Project v1.1", "Maoz & Henderson 2013"),
    ("All sources, table by table", "LICENSE-DATA.md of Entente"),
)


def write_package(source: Source, place: Path) -> list[Path]:
    """Write the tables, and `datapackage.json` beside them."""
    paths = write_resources(source, place)
    there = {path.stem for path in paths}
    manifest, scenario = source.manifest, source.scenario
    told = {
        "profile": "tabular-data-package",
        "name": f"entente-{manifest['study']}",
        "id": manifest["study"],
        "title": scenario.title,
        "description": f"{scenario.question} A scenario instrument, not a forecast. Made by: {manifest['command']}",
        "version": str(manifest["model"]),
        "created": manifest["began"],
        "licenses": LICENSES,
        "sources": [{"title": f"{title}: {cited}"} for title, cited in SOURCES],
        "contributors": [{"title": f"Entente {sim.__version__}", "role": "wrangler"}],
        "resources": [_resource(path, there) for path in paths],
    }
    write_text(place / "datapackage.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return [*paths, place / "datapackage.json"]


def _resource(path: Path, there: set[str]) -> dict[str, object]:
    content = path.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": path.stem,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(path, there),
    }


def _schema(path: Path, there: set[str]) -> dict[str, object]:
    names = list(pd.read_csv(path, nrows=0).columns)
    keys = [*KEYS.get(path.stem, ()), *(["case"] if "case" in names and path.stem in KEYS else [])]
    schema: dict[str, object] = {"fields": [_field(path.stem, name) for name in names], "missingValues": [""]}
    if keys:
        schema["primaryKey"] = list(dict.fromkeys(keys))
    foreign = [
        {"fields": name, "reference": {"resource": LISTS[name], "fields": _key_of(LISTS[name])}}
        for name in names
        if name in LISTS and LISTS[name] in there and LISTS[name] != path.stem and path.stem in KEYS
    ]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _key_of(table: str) -> str:
    return KEYS[table][0]


def _field(table: str, name: str) -> dict[str, object]:
    column = column_of(table, name)
    told: dict[str, object] = {"name": name, "type": column.type, "description": column.meaning}
    return told | ({"unit": column.unit} if column.unit else {})
