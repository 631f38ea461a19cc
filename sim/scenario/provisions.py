"""Reading a provision: instrument, who takes part and from when, level, and way of entering."""

from dataclasses import dataclass
from typing import cast

from sim.catalogue import instruments, settings
from sim.model.policy import ENTER, HIGHEST_LEVEL
from sim.scenario.actors import Cast
from sim.scenario.dates import Calendar
from sim.scenario.details import level_of, read_details
from sim.scenario.fields import Fields, complain, entries, number, word
from sim.scenario.problems import Problems
from sim.scenario.provision import Details, Enter, Provision
from sim.scenario.tree import Node

DEFAULT = "default"
PROVISION_KEYS = (
    "instrument", "parties", "optional", "observers", "level", "change", "enter", "from", "until",
    *settings().by_key,
)  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """What the parts of a file are read against: who takes part, when, and the list of problems."""

    cast: Cast
    calendar: Calendar
    problems: Problems


@dataclass(frozen=True)
class Parties:
    """Who takes part in a provision, and how."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    observers: tuple[str, ...]

    @property
    def everyone(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.required, *self.optional, *self.observers)


def read_provision(node: Node, setting: Setting) -> Provision | None:
    """One provision, or None and problems."""
    problems = setting.problems
    fields = Fields(node, PROVISION_KEYS, problems)
    if not isinstance(node.value, dict):
        return None
    before = len(problems)
    instrument = word(fields.required("instrument", "joint_exercises"), instruments().keys, "instrument", problems)
    parties = _read_everyone(fields, setting)
    details = read_details(fields, instrument, parties.everyone, setting.cast, problems)
    level, change = _read_level(node, fields, details, problems)
    enter = word(fields.get("enter"), ENTER, "way to enter", problems) or ENTER[0]
    starts = _read_starts(fields, parties, setting)
    stop = _read_stop(fields, starts, setting)
    start = starts.pop(DEFAULT)
    if len(problems) > before or instrument is None:
        return None
    later = tuple(sorted((code, quarter) for code, quarter in starts.items() if quarter != start))
    return Provision(
        instrument, parties.required, level, change, cast(Enter, enter), start, stop,
        parties.optional, parties.observers, later, details,
    )  # fmt: skip


def _read_everyone(fields: Fields, setting: Setting) -> Parties:
    listed = fields.required("parties", "[PAK, TUR]")
    required = _read_states(listed, setting)
    _at_least_two(listed, required, setting.problems)
    found = {"parties": required}
    for role in ("optional", "observers"):
        node = fields.get(role)
        found[role] = _read_states(node, setting)
        for earlier, codes in [pair for pair in found.items() if pair[0] != role]:
            if node is not None and (twice := sorted(set(codes) & set(found[role]))):
                said = f"{', '.join(twice)} stands under {earlier} as well; keep one of the two"
                complain(node, said, setting.problems)
    return Parties(*(tuple(sorted(set(codes))) for codes in found.values()))


def _read_states(node: Node | None, setting: Setting) -> list[str]:
    items = entries(node, setting.problems, "[PAK, TUR]")
    written = [item.value for item in items]
    codes: list[str] = []
    for k, item in enumerate(items):
        if item.value in written[:k]:
            complain(
                item,
                f"{item.value} stands twice; an instrument needs two different parties",
                setting.problems,
            )
        else:
            codes += setting.cast.states(item, setting.problems)
    return codes


def _at_least_two(node: Node | None, codes: list[str], problems: Problems) -> None:
    if node is None or not isinstance(node.value, list):
        return
    count, different = len(node.value), len(set(codes))
    if count < 2 and different < 2:
        complain(node, f"expected at least two parties, found {count}", problems)
    elif different == 1 and len(codes) == count > 1:
        complain(node, f"expected at least two parties, but all of these are {codes[0]}", problems)


def _read_level(node: Node, fields: Fields, details: Details, problems: Problems) -> tuple[float | None, float | None]:
    level, change, often = fields.get("level"), fields.get("change"), fields.get("per_year")
    if level is not None and change is not None:
        complain(change, "level and change exclude each other; keep one of the two", problems)
    elif often is not None and (given := level or change):
        complain(given, "per_year and scale make the level; keep per_year or this, not both", problems)
    elif level is None and change is None and often is None and not fields.misspelt & {"level", "change", "per_year"}:
        complain(
            node,
            "missing level or change; write level: 1 (a full programme) or change: 0.5 (more of it)",
            problems,
        )
    if often is not None:
        return level_of(details), None
    return (
        number(level, 0.0, HIGHEST_LEVEL, problems, "a level"),
        number(change, -HIGHEST_LEVEL, HIGHEST_LEVEL, problems, "a change"),
    )


def _read_starts(fields: Fields, parties: Parties, setting: Setting) -> dict[str, int]:
    """First quarters by state, and `default` for all that are not named."""
    node = fields.get("from")
    if node is None or not isinstance(node.value, dict):
        return {DEFAULT: setting.calendar.index(node, setting.problems) or 0}
    starts = {DEFAULT: 0}
    for key, child in node.value.items():
        quarter = setting.calendar.index(child, setting.problems) or 0
        if key == DEFAULT:
            starts[DEFAULT] = quarter
            continue
        name = Node(key, child.path, child.file, child.line)
        codes = setting.cast.states(name, setting.problems)
        if strangers := [code for code in codes if code not in parties.everyone]:
            said = (
                f"{', '.join(strangers)} takes no part in this provision; name it under parties, optional or observers"
            )
            complain(child, said, setting.problems)
        starts |= dict.fromkeys(codes, quarter)
    return starts


def _read_stop(fields: Fields, starts: dict[str, int], setting: Setting) -> int | None:
    until = fields.get("until")
    stop = setting.calendar.index(until, setting.problems, last=True)
    latest = max(starts.values(), default=0)
    if until is not None and stop is not None and stop <= latest:
        begin = setting.calendar.name(latest)
        complain(until, f"{until.value} is not after from ({begin}); the end is not included", setting.problems)
    return stop


def read_dates(fields: Fields, setting: Setting) -> tuple[int, int | None]:
    """`from` and `until` as quarters; from the start, and without end, when they are left out."""
    start = setting.calendar.index(fields.get("from"), setting.problems) or 0
    return start, _read_stop(fields, {DEFAULT: start}, setting)
