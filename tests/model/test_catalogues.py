"""Nothing stands outside its list: mechanisms, motives, parameters, and every file that holds one."""

import importlib
import re
from pathlib import Path

import pytest

import sim.model
from sim.model import PARAMETERS, learn, motives, perceive
from sim.model.learn.alignment import ALIGNMENT
from sim.model.learn.tension import TENSION
from sim.model.learn.trust import TRUST
from sim.outcomes import OUTCOMES

HOME = Path(sim.model.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HOME.rglob("*.py")))
STOCKS = {"alignment": ALIGNMENT, "trust": TRUST, "tension": TENSION}
GRADES = {"data", "literature", "judgement"}


def files_of(folder, *besides):
    return {path.stem for path in (HOME / folder).glob("*.py")} - {"__init__", *besides}


def modules():
    names = [".".join(("sim.model", *path.relative_to(HOME).with_suffix("").parts)) for path in HOME.rglob("*.py")]
    return [importlib.import_module(name.removesuffix(".__init__")) for name in sorted(names)]


@pytest.mark.parametrize("stock", STOCKS)
def test_every_mechanism_file_stands_in_its_tuple(stock):
    listed = {mechanism.pulls.__module__.rpartition(".")[2] for mechanism in STOCKS[stock]}
    assert listed == files_of(f"learn/{stock}")
    assert {mechanism.stock for mechanism in STOCKS[stock]} == {stock}


def test_every_motive_file_stands_in_its_tuple():
    assert {motive.terms.__module__.rpartition(".")[2] for motive in motives.MOTIVES} == files_of("motives", "motive")


@pytest.mark.parametrize(("home", "besides"), [(perceive, ()), (learn, ("mechanism",))])
def test_every_file_beside_is_gathered(home, besides):
    folder = Path(home.__file__).parent.relative_to(HOME)
    for name in files_of(folder, *besides):
        module = importlib.import_module(f"{home.__name__}.{name}")
        assert set(getattr(module, "PARAMETERS", ())) <= set(home.PARAMETERS), name
        assert re.search(rf"\b{name}\b", Path(home.__file__).read_text(encoding="utf-8")), name


def test_every_declared_parameter_is_gathered():
    declared = {p.name: p for module in modules() for p in getattr(module, "PARAMETERS", ()) if hasattr(p, "name")}
    assert declared == PARAMETERS


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_is_declared_once_and_read(name):
    declared = re.findall(rf"(?:Parameter|structural)\(\s*\"{name}\"", SOURCE)
    assert len(declared) == 1
    assert re.search(rf"\bp\.{name}\b", SOURCE), f"{name} is declared but no equation reads it"


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda p: p.name)
def test_a_parameter_says_unit_range_grade_and_source(parameter):
    assert parameter.unit
    assert parameter.meaning
    assert parameter.source
    assert parameter.grade in GRADES
    assert parameter.low < parameter.high
    if parameter.tied is not None:
        assert PARAMETERS[parameter.tied].tied is None


@pytest.mark.parametrize("thing", [*learn.MECHANISMS, *motives.MOTIVES, *OUTCOMES.values()], ids=lambda t: t.name)
def test_everything_in_a_list_has_a_meaning(thing):
    assert thing.meaning.strip()


def test_names_stand_once_in_each_list():
    for names in ([f"{m.stock} {m.name}" for m in learn.MECHANISMS], [m.name for m in motives.MOTIVES]):
        assert len(set(names)) == len(names)
