"""Named groups of states, and preset lists of actors."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sim.catalogue.entries import GroupEntry, GroupFile, read_entries


@dataclass(frozen=True)
class Group:
    """A named set of states.

    Attributes
    ----------
    key, title
        As used in scenario files, and in plain words.
    members
        Codes, sorted.
    as_of, source
        When and by what record the membership holds.
    """

    key: str
    title: str
    members: tuple[str, ...]
    as_of: str
    source: str


@cache
def groups() -> dict[str, Group]:
    """Groups usable wherever a state is named, by key."""
    return {key: _group(key, entry) for key, entry in _file().groups.items()}


@cache
def presets() -> dict[str, Group]:
    """Ready lists for `actors:` in a scenario file, by key."""
    return {key: _group(key, entry) for key, entry in _file().presets.items()}


@cache
def _file() -> GroupFile:
    text = files("sim.catalogue").joinpath("groups.yaml").read_text(encoding="utf-8")
    return read_entries(text, GroupFile, "groups.yaml")


def _group(key: str, entry: GroupEntry) -> Group:
    return Group(key, entry.title, tuple(sorted(set(entry.members))), entry.as_of, entry.source)
