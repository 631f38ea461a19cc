"""The floors of the house: a folder imports only what stands below it, and heavy libraries stay where they belong."""

import ast
import sys
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[1]
FLOORS = (
    ("core",),
    ("catalogue", "model"),
    ("evidence", "outcomes"),
    ("scenario",),
    ("ensemble",),
    ("experiments", "charts"),
    ("abm", "report", "exchange"),
    ("dashboard",),
    ("cli",),
)
HEIGHT = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
ROOMS_OF = {
    "matplotlib": {"charts", "abm", "report", "dashboard"},
    "mesa": {"abm", "dashboard"},
    "jinja2": {"report"},
    "solara": {"dashboard"},
    "pydantic": {"scenario", "catalogue"},
    "yaml": {"scenario", "catalogue"},
    "typer": {"cli"},
    "rich": {"cli"},
}
ENGINE = {"jax", "numpy", "sim", *sys.stdlib_module_names}
# What the package itself hands out, and whose it is.
OF_THE_PACKAGE = {name: home.split(".")[1] for name, home in sim._HOMES.items()} | {"__version__": "core"}


def imports(tree):
    """Full names of all that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ("." * node.level) + (node.module or "")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def complaints(file, text):
    """What a file imports that it must not, one sentence each."""
    room = Path(file).parts[1]
    for name in imports(ast.parse(text)):
        top, *rest = name.split(".")
        other = OF_THE_PACKAGE.get(rest[0], rest[0]) if top == "sim" and rest else room
        if not top:
            yield f"{file} imports {name}: write the full name, from sim"
        elif other not in HEIGHT:
            yield f"{file} imports sim/{other}: it stands on no floor"
        elif other != room and HEIGHT[other] >= HEIGHT[room]:
            where = "beside" if HEIGHT[other] == HEIGHT[room] else "below"
            yield f"{file} imports sim/{other}: {room} stands {where} {other}"
        elif room not in ROOMS_OF.get(top, {room}):
            yield f"{file} imports {top}: that belongs in {', '.join(sorted(ROOMS_OF[top]))}"
        elif room in ("core", "model") and top not in ENGINE:
            yield f"{file} imports {top}: {room} imports jax and numpy only"


def sources():
    return [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("sim/*/**/*.py"))]


def test_every_folder_stands_on_a_floor():
    folders = {path.parent.name for path in ROOT.glob("sim/*/__init__.py")}
    assert folders <= HEIGHT.keys()


def test_no_import_goes_up():
    said = [line for file in sources() for line in complaints(file, (ROOT / file).read_text(encoding="utf-8"))]
    assert not said, "\n".join(said)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("sim/charts/fan.py", "from sim.report import page", "charts stands below report"),
        ("sim/charts/fan.py", "import sim.experiments.facts", "charts stands beside experiments"),
        ("sim/core/luck.py", "def f():\n    from sim.model import axes", "core stands below model"),
        ("sim/model/state.py", "import pandas as pd", "model imports jax and numpy only"),
        ("sim/ensemble/run.py", "from matplotlib.figure import Figure", "that belongs in abm, charts"),
        ("sim/ensemble/run.py", "from .block import run_block", "write the full name, from sim"),
        ("sim/cli/run.py", "from sim import helpers", "it stands on no floor"),
        ("sim/scenario/load.py", "from sim import run", "scenario stands below ensemble"),
    ],
)
def test_a_wrong_import_is_told_in_a_sentence(file, text, said):
    (sentence,) = complaints(file, text)
    assert sentence.startswith(f"{file} imports ")
    assert said in sentence


def test_a_right_import_is_not_told():
    assert not list(complaints("sim/cli/run.py", "import sim\nfrom sim import load\nfrom sim.core import luck"))
