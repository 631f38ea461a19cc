"""Taking values out of a tree: each reader returns the value, or None and a problem."""

import math
from collections.abc import Iterable

from sim.scenario.problems import Problems, close, either, unknown
from sim.scenario.tree import Node


class Fields:
    """The keys of one mapping, checked against those that may stand there.

    Parameters
    ----------
    node
        The mapping, or what stands in its place.
    known
        Keys that may stand there.
    problems
        Grows by what is wrong.
    elsewhere
        Keys that belong in another place, each with the place to say.
    """

    def __init__(
        self, node: Node, known: Iterable[str], problems: Problems, elsewhere: dict[str, str] | None = None
    ) -> None:
        self.node, self.problems = node, problems
        self.content = mapping(node, problems)
        self.misspelt: set[str] = set()
        places, names = elsewhere or {}, tuple(known)
        for key, child in self.content.items():
            if key in places:
                complain(child, f'does not stand here; write it as "{places[key]}"', problems)
            elif key not in names:
                complain(child, unknown("key", key, names), problems)
                self.misspelt.add(close(key, names) or "")

    def get(self, key: str) -> Node | None:
        """The value of a key, or None; a key without a value counts as left out."""
        child = self.content.get(key)
        return None if child is None or child.value is None else child

    def required(self, key: str, example: str) -> Node | None:
        """The value of a key that must be there; one that is there misspelt is not asked for again."""
        child = self.get(key)
        if child is None and key not in self.misspelt:
            line = self.content[key].line if key in self.content else self.node.line
            file = self.content[key].file if key in self.content else self.node.file
            self.problems.add(file, line, self.node.child_path(key), f"missing; write {key}: {example}")
        return child


def complain(node: Node, message: str, problems: Problems) -> None:
    """Say what is wrong with a value."""
    problems.add(node.file, node.line, node.path, message)


def found(node: Node) -> str:
    """What stands there, for a message."""
    if isinstance(node.value, dict):
        return "found keys and values"
    if isinstance(node.value, list):
        return f"found a list of {len(node.value)}"
    if node.value is None:
        return "found nothing"
    if isinstance(node.value, bool):
        return f"found {str(node.value).lower()}"
    return f'found "{node.value}"' if isinstance(node.value, str) else f"found {node.value}"


def mapping(node: Node, problems: Problems) -> dict[str, Node]:
    """Keys and values; empty when nothing or something else stands there."""
    if isinstance(node.value, dict):
        return node.value
    if node.value is not None:
        complain(node, f"expected keys with values, {found(node)}", problems)
    return {}


def entries(node: Node | None, problems: Problems, example: str) -> list[Node]:
    """The items of a list; empty when nothing or something else stands there."""
    if node is None:
        return []
    if isinstance(node.value, list):
        return node.value
    complain(node, f"expected a list such as {example}, {found(node)}", problems)
    return []


def text(node: Node | None, problems: Problems) -> str | None:
    """A piece of text."""
    if node is None:
        return None
    if isinstance(node.value, str) and node.value.strip():
        return " ".join(node.value.split())
    hint = "; put it in quotation marks" if isinstance(node.value, int | float) else ""
    complain(node, f"expected text, {found(node)}{hint}", problems)
    return None


def number(node: Node | None, low: float, high: float, problems: Problems, what: str = "a number") -> float | None:
    """A number within bounds, both included."""
    if node is None:
        return None
    value = node.value
    wanted = f"{what} from {low:.12g} to {high:.12g}"
    if not isinstance(value, int | float) or isinstance(value, bool):
        complain(node, f"expected {wanted}, {found(node)}", problems)
    elif not math.isfinite(value) or not low <= value <= high:
        complain(node, f"{value:.12g} is out of range; write {wanted}", problems)
    else:
        return float(value)
    return None


def whole(node: Node | None, low: int, high: int, problems: Problems, what: str) -> int | None:
    """A whole number within bounds, both included."""
    value = number(node, low, high, problems, what)
    if value is None or node is None:
        return None
    if value != int(value):
        complain(node, f"expected {what}, {found(node)}", problems)
        return None
    return int(value)


def word(node: Node | None, choices: Iterable[str], kind: str, problems: Problems) -> str | None:
    """One of a set of words."""
    if node is None:
        return None
    options = list(choices)
    if isinstance(node.value, str) and node.value in options:
        return node.value
    if isinstance(node.value, str):
        complain(node, unknown(kind, node.value, options), problems)
    else:
        wanted = either(options) if 0 < len(options) <= 12 else f"the name of one {kind}"
        complain(node, f"expected {wanted}, {found(node)}", problems)
    return None
