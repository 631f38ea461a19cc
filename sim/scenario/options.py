"""Options and their provisions."""

from dataclasses import dataclass
from typing import cast

from sim.catalogue import instruments
from sim.model.policy import ENTER, HIGHEST_LEVEL
from sim.scenario.actors import Cast
from sim.scenario.dates import Calendar
from sim.scenario.fields import Fields, complain, entries, mapping, number, text, word
from sim.scenario.names import name_is_safe
from sim.scenario.problems import Problems
from sim.scenario.scenario import BASELINE, Enter, Option, Provision
from sim.scenario.tree import Node

_OPTION_KEYS = ("title", "stands_for", "provisions")
_PROVISION_KEYS = ("instrument", "parties", "level", "change", "enter", "from", "until")


@dataclass(frozen=True)
class Setting:
    """What the parts of a file are read against: who takes part, when, and the list of problems."""

    cast: Cast
    calendar: Calendar
    problems: Problems


def read_options(node: Node | None, setting: Setting) -> tuple[Option, ...]:
    """All options, the baseline first."""
    content = mapping(node, setting.problems) if node else {}
    options = {BASELINE: Option(BASELINE, "Baseline", "What happens if nothing new is agreed.", ())}
    spelled = {BASELINE: BASELINE}
    for name, child in content.items():
        if name == BASELINE:
            options[name] = _read_baseline(child, options[name], setting)
        elif name_is_safe(child, name, spelled, "option", setting.problems):
            options[name] = _read_option(name, child, setting)
        spelled[name.casefold()] = name
    return tuple(options.values())


def _read_baseline(node: Node, standard: Option, setting: Setting) -> Option:
    fields = Fields(node, _OPTION_KEYS, setting.problems)
    provisions = fields.get("provisions")
    if provisions is not None and provisions.value != []:
        complain(provisions, "the baseline has no provisions; give this option another name", setting.problems)
    title = text(fields.get("title"), setting.problems)
    stands_for = text(fields.get("stands_for"), setting.problems)
    return Option(BASELINE, title or standard.title, stands_for or standard.stands_for, ())


def _read_option(name: str, node: Node, setting: Setting) -> Option:
    fields = Fields(node, _OPTION_KEYS, setting.problems)
    title = text(fields.get("title"), setting.problems)
    stands_for = text(fields.get("stands_for"), setting.problems)
    listed = fields.required("provisions", "[] or a list of provisions") if isinstance(node.value, dict) else None
    if node.value is None:
        complain(node, "missing; write title, stands_for and provisions under it", setting.problems)
    items = entries(listed, setting.problems, "[{instrument: naval, parties: [PAK, TUR], level: 1}]")
    provisions = [provision for item in items if (provision := _read_provision(item, setting))]
    return Option(name, title or name, stands_for or "", tuple(provisions))


def _read_provision(node: Node, setting: Setting) -> Provision | None:
    problems = setting.problems
    fields = Fields(node, _PROVISION_KEYS, problems)
    if not isinstance(node.value, dict):
        return None
    before = len(problems)
    instrument = word(fields.required("instrument", "joint_exercises"), instruments().keys, "instrument", problems)
    parties = _read_parties(fields.required("parties", "[PAK, TUR]"), setting)
    level, change = _read_level(node, fields, problems)
    enter = word(fields.get("enter"), ENTER, "way to enter", problems) or ENTER[0]
    start, stop = read_dates(fields, setting)
    if len(problems) > before or instrument is None:
        return None
    return Provision(instrument, parties, level, change, cast(Enter, enter), start, stop)


def _read_parties(node: Node | None, setting: Setting) -> tuple[str, ...]:
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
    if node is not None and isinstance(node.value, list) and len(items) < 2 and len(set(codes)) < 2:
        complain(node, f"expected at least two parties, found {len(items)}", setting.problems)
    elif node is not None and len(set(codes)) == 1 and len(codes) == len(items) > 1:
        complain(node, f"expected at least two parties, but all of these are {codes[0]}", setting.problems)
    return tuple(sorted(set(codes)))


def _read_level(node: Node, fields: Fields, problems: Problems) -> tuple[float | None, float | None]:
    level, change = fields.get("level"), fields.get("change")
    if level is not None and change is not None:
        complain(change, "level and change exclude each other; keep one of the two", problems)
    elif level is None and change is None and not fields.misspelt & {"level", "change"}:
        complain(
            node,
            "missing level or change; write level: 1 (a full programme) or change: 0.5 (more of it)",
            problems,
        )
    return (
        number(level, 0.0, HIGHEST_LEVEL, problems, "a level"),
        number(change, -HIGHEST_LEVEL, HIGHEST_LEVEL, problems, "a change"),
    )


def read_dates(fields: Fields, setting: Setting) -> tuple[int, int | None]:
    """`from` and `until` as quarters; from the start, and without end, when they are left out."""
    start = setting.calendar.index(fields.get("from"), setting.problems)
    until = fields.get("until")
    stop = setting.calendar.index(until, setting.problems, last=True)
    if until is not None and stop is not None and stop <= (start or 0):
        begin = setting.calendar.name(start or 0)
        complain(until, f"{until.value} is not after from ({begin}); the end is not included", setting.problems)
    return start or 0, stop
