"""The schema of `shocks.yaml`."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sim.catalogue.entries import Code, Entry, Key, Number, Range, Text
from sim.core.parameter import Grade

Role = Literal["pair", "actor", "by", "on", "blamed", "with"]
EVERYONE = "everyone"
REST = "rest"


class ShockRow(Entry):
    """One thing that the model does: `plus + times` x size, to whom.

    `who` holds roles (`first` and `second` of a pair, or a field), codes of states, or `everyone` else.
    """

    does: Key
    who: tuple[str, ...]
    plus: Number = 0.0
    times: Number = 1.0
    spread: Number = 0.0
    persistence: Number = 0.0
    branch: Key | None = None
    suspect: bool = False


class BranchSetting(Entry):
    """A further number of a kind."""

    default: Number
    range: Range
    meaning: Text


class ShockEntry(Entry):
    """One kind of shock as written in `shocks.yaml`."""

    key: Key
    title: Text
    fields: tuple[Role, ...] = ()
    may: tuple[Role, ...] = ()
    usual: dict[Role, tuple[Code, ...]] = Field(default_factory=dict)
    lasts: Literal["once", "while"]
    years: Number | None = None
    together: bool = False
    default: Number
    range: Range
    unit: Text
    direction: Text
    meaning: Text
    rate: Range | None = None
    needs_if: bool = False
    credibility: Range | None = None
    after: Number = 0.0
    settings: dict[Key, BranchSetting] = Field(default_factory=dict)
    branches: tuple[Key, ...] = ()
    grade: Grade
    source: Text
    rows: tuple[ShockRow, ...]

    @model_validator(mode="after")
    def _rows_name_what_is_there(self) -> Self:
        roles = {"first", "second", *self.fields, EVERYONE}
        for row in self.rows:
            strange = [name for name in row.who if name not in roles and not name.isupper()]
            if strange:
                raise ValueError(f"{self.key}: who is {', '.join(strange)}?")
            if row.branch not in (None, REST, *self.branches):
                raise ValueError(f"{self.key}: there is no branch {row.branch}")
        if strange_branches := set(self.branches) - set(self.settings):
            raise ValueError(f"{self.key}: a branch is a setting, {', '.join(sorted(strange_branches))} is none")
        return self


class ShockFile(Entry):
    """`shocks.yaml`."""

    version: Literal[2]
    shocks: list[ShockEntry]
