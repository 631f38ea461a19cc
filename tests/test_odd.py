"""The model document names everything that the model is made of, and nothing else."""

import re
import runpy
from pathlib import Path

import pytest

from sim.catalogue import instruments, shock_kinds
from sim.catalogue.columns import COLUMNS
from sim.catalogue.variants import variants
from sim.model.choose import ACT_NAMES
from sim.model.learn import MECHANISMS, switch_name
from sim.model.motives import MOTIVES
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES
from sim.model.setting import SWITCHES
from sim.model.state import STOCKS
from sim.outcomes import OUTCOMES, PARAMETERS

DOCS = Path(__file__).parents[1] / "docs"
TEXT = (DOCS / "odd.md").read_text(encoding="utf-8")
# Names in the marked tables: the column in which they stand, and all that the code declares.
DECLARED = {
    "stocks": (0, [stock.name for stock in STOCKS]),
    "figures": (1, [*ACTOR_FIGURES, *DYAD_FIGURES]),
    "acts": (0, ACT_NAMES),
    "motives": (0, [motive.name for motive in MOTIVES]),
    "mechanisms": (0, [switch_name(mechanism) for mechanism in MECHANISMS]),
    "outcomes": (0, OUTCOMES),
    "instruments": (0, instruments().keys),
    "columns": (0, COLUMNS),
    "variants": (0, variants()),
    "shocks": (0, shock_kinds()),
    "parameters": (0, PARAMETERS),
}


def part(name):
    """What stands between the markers of a name."""
    return re.search(rf"<!-- begin: {name} -->(.*?)<!-- end: {name} -->", TEXT, re.DOTALL)[1]


def rows(name):
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in part(name).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in cells[2:]]


@pytest.mark.parametrize("name", DECLARED)
def test_a_table_holds_all_that_the_code_declares_and_nothing_else(name):
    column, declared = DECLARED[name]
    told = [row[column].strip("`") for row in rows(name)]
    assert sorted(told) == sorted(declared), "run `make docs`"


@pytest.mark.parametrize("name", DECLARED)
def test_every_name_in_code_letters_in_a_table_exists(name):
    known = {word for _, declared in DECLARED.values() for word in declared} | set(SWITCHES)
    assert set(re.findall(r"`([^`]+)`", part(name))) <= known


def test_the_seven_elements_stand_in_their_order():
    assert re.findall(r"^## (\d)\. (.+)$", TEXT, re.MULTILINE) == [
        ("1", "Purpose and patterns"),
        ("2", "Entities, state variables and scales"),
        ("3", "Process overview and scheduling"),
        ("4", "Design concepts"),
        ("5", "Initialisation"),
        ("6", "Input data"),
        ("7", "Submodels"),
    ]


@pytest.mark.parametrize(
    "concept",
    [
        "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
        "Stochasticity", "Collectives", "Observation",
    ],
)  # fmt: skip
def test_every_design_concept_is_told(concept):
    told = re.search(rf"^\*\*{concept}\.\*\* (.+?)\n\n", TEXT, re.MULTILINE | re.DOTALL)
    assert told is not None
    assert len(told[1]) > 100


def test_every_mechanism_motive_and_act_has_its_file_with_its_equation():
    told = part("equations")
    homes = {mechanism.pulls.__module__ for mechanism in MECHANISMS} | {motive.terms.__module__ for motive in MOTIVES}
    homes |= {f"sim.model.acts.{act}" for act in ("arm", "hedge", "cooperate", "pressure", "deescalate", "initiative")}
    for home in homes:
        assert f"../{home.replace('.', '/')}.py" in told, home


def test_every_part_is_written_as_the_code_has_it():
    page = runpy.run_path(str(DOCS / "make_odd.py"))
    assert page["generated"](TEXT) == TEXT, "run `make docs`"


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (DOCS / target).exists(), target
