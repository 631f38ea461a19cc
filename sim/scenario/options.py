"""Options and their provisions."""

from collections.abc import Mapping

from sim.scenario.expand import read_expand, variations
from sim.scenario.fields import Fields, complain, entries, mapping, text
from sim.scenario.names import name_is_safe
from sim.scenario.provision import Option
from sim.scenario.provisions import Setting, read_provision
from sim.scenario.scenario import BASELINE
from sim.scenario.tree import Node

OPTION_KEYS = ("title", "stands_for", "expand", "provisions")


def read_options(node: Node | None, setting: Setting) -> tuple[Option, ...]:
    """All options, the baseline first."""
    content = mapping(node, setting.problems) if node else {}
    options = {BASELINE: Option(BASELINE, "Baseline", "What happens if nothing new is agreed.", ())}
    spelled = {BASELINE: BASELINE}
    for name, child in content.items():
        if name == BASELINE:
            options[name] = _read_baseline(child, options[name], setting)
        elif name_is_safe(child, name, spelled, "option", setting.problems):
            found = _read_option(name, child, setting)
            options |= {option.name: option for option in _expanded(found, child, content, spelled, setting)}
        spelled[name.casefold()] = name
    return tuple(options.values())


def _read_baseline(node: Node, standard: Option, setting: Setting) -> Option:
    fields = Fields(node, OPTION_KEYS, setting.problems)
    provisions = fields.get("provisions")
    if provisions is not None and provisions.value != []:
        complain(provisions, "the baseline has no provisions; give this option another name", setting.problems)
    title = text(fields.get("title"), setting.problems)
    stands_for = text(fields.get("stands_for"), setting.problems)
    return Option(BASELINE, title or standard.title, stands_for or standard.stands_for, ())


def _read_option(name: str, node: Node, setting: Setting) -> Option:
    fields = Fields(node, OPTION_KEYS, setting.problems)
    title = text(fields.get("title"), setting.problems)
    stands_for = text(fields.get("stands_for"), setting.problems)
    listed = fields.required("provisions", "[] or a list of provisions") if isinstance(node.value, dict) else None
    if node.value is None:
        complain(node, "missing; write title, stands_for and provisions under it", setting.problems)
    items = entries(listed, setting.problems, "[{instrument: naval, parties: [PAK, TUR], level: 1}]")
    provisions = [provision for item in items if (provision := read_provision(item, setting))]
    return Option(name, title or name, stands_for or "", tuple(provisions))


def _expanded(
    option: Option, node: Node, content: Mapping[str, Node], spelled: dict[str, str], setting: Setting
) -> tuple[Option, ...]:
    """The option, and with `expand: optional` the same without each of its optional states."""
    wanted = node.value.get("expand") if isinstance(node.value, dict) else None
    if not read_expand(wanted, option, setting.problems):
        return (option,)
    taken = {name.casefold() for name in content} | set(spelled)
    others = []
    for other in variations(option, setting.cast.names):
        if wanted is not None and other.name.casefold() in taken:
            said = f"makes an option named {other.name}, and there is one; rename that one"
            complain(wanted, said, setting.problems)
        elif wanted is not None and name_is_safe(wanted, other.name, spelled, "option", setting.problems):
            others.append(other)
    return (option, *others)
