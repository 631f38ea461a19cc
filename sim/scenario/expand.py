"""`expand: optional`: an option with and without each state that may take part or not."""

from collections.abc import Mapping
from dataclasses import replace

from sim.scenario.fields import complain, word
from sim.scenario.problems import Problems
from sim.scenario.provision import Option
from sim.scenario.tree import Node

EXPAND = ("optional",)


def read_expand(node: Node | None, option: Option, problems: Problems) -> bool:
    """Whether an option is to be run with and without each of its optional states."""
    if node is None or node.value is None or word(node, EXPAND, "way to expand", problems) is None:
        return False
    if optional(option):
        return True
    complain(node, "no provision of this option names optional states; add optional: [MYS] to one", problems)
    return False


def optional(option: Option) -> tuple[str, ...]:
    """Codes of the states that may take part in an option or not, sorted."""
    return tuple(sorted({code for provision in option.provisions for code in provision.optional}))


def variations(option: Option, names: Mapping[str, str]) -> tuple[Option, ...]:
    """The option without each of its optional states, named `NAME_without_MYS` and titled in words."""
    return tuple(
        replace(
            option,
            name=f"{option.name}_without_{code}",
            title=f"{option.title}, without {names.get(code, code)}",
            provisions=tuple(provision.without(code) for provision in option.provisions),
        )
        for code in optional(option)
    )
