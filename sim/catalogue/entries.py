"""The schema of the catalogue's own files."""

from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from sim.core.errors import EntenteError
from sim.core.parameter import Grade

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,7}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
PresetKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Number = Annotated[float, Field(allow_inf_nan=False)]
Range = tuple[Number, Number]


class CatalogueError(EntenteError):
    """A catalogue file is not as its schema says."""


class Entry(BaseModel):
    """What all entries share: no key that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Entry):
    """Grade and source of one column."""

    grade: Grade
    source: Text


class NeedEntry(Entry):
    """What an instrument needs, as written in `instruments.yaml`."""

    any: list[Key] = Field(min_length=1)
    reason: Text
    strict: bool
    grade: Grade
    source: Text


class ExclusionEntry(Entry):
    """What an instrument excludes, as written in `instruments.yaml`."""

    instruments: list[Key] = Field(min_length=1)
    between: Literal["parties", "rivals"]
    reason: Text
    strict: bool
    grade: Grade
    source: Text


class InstrumentEntry(Entry):
    """One instrument as written in `instruments.yaml`."""

    key: Key
    title: Text
    description: Text
    figures: dict[str, Number]
    range: dict[str, Range] = {}
    grade: Grade
    source: Text
    evidence: dict[str, Evidence] = {}
    paid_once: bool = False
    needs: list[NeedEntry] = []
    excludes: list[ExclusionEntry] = []


class InstrumentFile(Entry):
    """`instruments.yaml`."""

    version: Literal[1]
    instruments: list[InstrumentEntry]


class VariantEntry(Entry):
    """One kind of an instrument as written in `variants.yaml`."""

    key: Key
    instrument: Key
    title: Text
    description: Text
    columns: dict[str, Number]
    grade: Grade
    source: Text
    evidence: dict[str, Evidence] = {}


class VariantFile(Entry):
    """`variants.yaml`."""

    version: Literal[1]
    variants: list[VariantEntry]


class LimitEntry(Entry):
    """One line that feasibility is judged by, as written in `limits.yaml`."""

    key: Key
    value: Number
    range: Range
    unit: Text
    meaning: Text
    grade: Grade
    source: Text


class LimitFile(Entry):
    """`limits.yaml`."""

    version: Literal[1]
    limits: list[LimitEntry]


class GroupEntry(Entry):
    """One named set of states as written in `groups.yaml`."""

    title: Text
    members: list[Code]
    as_of: Text
    source: Text


class GroupFile(Entry):
    """`groups.yaml`."""

    version: Literal[1]
    groups: dict[Key, GroupEntry]
    presets: dict[PresetKey, GroupEntry]


class YardstickEntry(Entry):
    """One shift of the record as written in `yardsticks.yaml`."""

    key: Key
    pair: tuple[Code, Code]
    years: tuple[int, int]
    event: Text
    record: Literal["up", "down"]
    index: Range
    seen: bool
    grade: Grade
    source: Text


class YardstickFile(Entry):
    """`yardsticks.yaml`."""

    version: Literal[1]
    yardsticks: list[YardstickEntry]


File = TypeVar("File", bound=Entry)
# libyaml reads the same some ten times as fast, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_entries(text: str, schema: type[File], name: str) -> File:
    """Read one catalogue file.

    Raises
    ------
    CatalogueError
        Naming the file and every entry that is not as the schema says.
    """
    try:
        content: Any = yaml.load(text, Loader=_LOADER)
        return schema.model_validate(content)
    except yaml.YAMLError as error:
        raise CatalogueError(f"{name}: not readable as YAML: {error}") from error
    except ValidationError as error:
        lines = [f"{name}: {_place(item['loc'])}: {item['msg']}" for item in error.errors()]
        raise CatalogueError("\n".join(lines)) from error


def _place(steps: tuple[int | str, ...]) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.lstrip(".") or "file"
