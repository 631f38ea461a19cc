"""Stylised facts as data: what the record or the field's findings say, as inequalities that the model can miss.

Each fact is measured on the worlds of `world.yaml`, as a variant of `variants.yaml` changes it. `measure.kind` names
how (`sim/experiments/facts/measures.py`). A fact holds when its figure lies in `band`, the 90 % interval of the mean
keeps to the side of `direction`, and, where `share` is given, that share of worlds does. `size` is the record's own
figure where it has one. Indices count from .005 on: less is no practical change. `by_construction` marks what follows
from the form of an equation and proves nothing. `lacks` is shown when a fact fails: what the model lacks. `probes.yaml`
says what else is tried on facts, and changes nothing that ships.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from sim.catalogue.entries import Entry, Number, Range, Text, read_entries
from sim.core.parameter import Grade

FAMILIES = ("agreements", "alliances", "reactions", "pressure", "crises", "change", "placebo")
Share = Annotated[float, Field(ge=0, le=1)]
Id = Annotated[str, Field(pattern=r"^[A-Z][0-9]+[a-z]?$")]


class FactEntry(Entry):
    """One fact as written."""

    id: Id
    statement: Text
    source: Text
    grade: Grade
    measure: dict[str, Any]
    band: Range
    direction: Literal["up", "down"] | None = None
    size: Number | None = None
    share: Share | None = None
    by_construction: bool = False
    lacks: Text | None = None


class ProbeEntry(Entry):
    """One change that is tried on a fact: mechanisms switched off, or parameters pinned within their range."""

    fact: Id
    change: Text
    without: list[str] = Field(default_factory=list)
    parameters: dict[str, Number] = Field(default_factory=dict)


class FactFile(Entry):
    """One family of facts."""

    version: Literal[1]
    facts: list[FactEntry]


class VariantFile(Entry):
    """`variants.yaml`."""

    version: Literal[1]
    variants: dict[str, dict[str, Any]]


class ProbeFile(Entry):
    """`probes.yaml`."""

    version: Literal[1]
    probes: list[ProbeEntry]


@dataclass(frozen=True)
class FactSet:
    """Facts and the world in which they are looked for.

    Attributes
    ----------
    scenario
        File of the world.
    variants
        Changes of it, by name.
    facts, probes
        In the order of the files.
    families
        The file that each fact stands in, by id.
    """

    scenario: Path
    variants: dict[str, dict[str, Any]]
    facts: tuple[FactEntry, ...]
    probes: tuple[ProbeEntry, ...]
    families: dict[str, str]


def fact_set() -> FactSet:
    """The facts that ship with the package.

    Raises
    ------
    CatalogueError
        Naming every entry that is not as the schema says.
    """
    home = files("sim.catalogue.facts")

    def text(name: str) -> str:
        return home.joinpath(name).read_text(encoding="utf-8")

    families = {name: read_entries(text(f"{name}.yaml"), FactFile, f"{name}.yaml").facts for name in FAMILIES}
    return FactSet(
        scenario=Path(str(home.joinpath("world.yaml"))),
        variants=read_entries(text("variants.yaml"), VariantFile, "variants.yaml").variants,
        facts=tuple(fact for family in families.values() for fact in family),
        probes=tuple(read_entries(text("probes.yaml"), ProbeFile, "probes.yaml").probes),
        families={fact.id: name for name, family in families.items() for fact in family},
    )
