"""Names that also name files: of options and of cases."""

import re

from sim.scenario.fields import complain
from sim.scenario.problems import Problems
from sim.scenario.tree import Node

_SAFE_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{0,47}$")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{k}" for port in ("com", "lpt") for k in range(1, 10))}


def name_is_safe(node: Node, name: str, spelled: dict[str, str], kind: str, problems: Problems) -> bool:
    """Whether a name can name files and differs from the others by more than capitals; a problem where not.

    Parameters
    ----------
    node
        What stands under the name.
    name
        As written.
    spelled
        Names before it by their spelling without capitals.
    kind
        "option" or "case".
    problems
        Grows when the name cannot be used.
    """
    owner = "an option's name" if kind == "option" else f"a {kind}'s name"
    if not _SAFE_NAME.match(name) or name.casefold() in _RESERVED:
        complain(
            node,
            f"{owner} also names files: begin with a letter, then letters, digits, - or _, "
            "48 at most; put other words in its title",
            problems,
        )
    elif name.casefold() in spelled:
        other = spelled[name.casefold()]
        complain(node, f'differs from the {kind} "{other}" only in capital letters; choose another name', problems)
    else:
        return True
    return False
