"""Overrides: `options.pact.provisions[0].level=0.5` on the command line, or `load(path, horizon=5)`."""

import re
from collections.abc import Iterable, Mapping

from sim.scenario.problems import COMMAND_LINE, Problems, unknown
from sim.scenario.tree import Node, read_tree

# Names of parameters may hold any character, so what follows these keys is one key.
_WHOLE_NAMES = ("parameters", "uncertainties")
_IN_FILES_ONLY = ("version", "extends")
# What a file seldom has written out, and whose names are judged when it is read.
_MADE_AS_NEEDED = "figures"
# The ends of a range count as an item each: uncertainties.k_react[1].
_END = re.compile(r"(.+)(\[[01]\])")
_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


def apply_overrides(
    tree: Node,
    written: Iterable[str],
    settings: Mapping[str, object],
    known: tuple[str, ...],
    problems: Problems,
) -> Node:
    """The tree with values replaced.

    Parameters
    ----------
    tree
        A scenario file.
    written
        `key.path=value`, the value in YAML.
    settings
        The same as keys and plain values.
    known
        Keys that a scenario file may have.
    problems
        Grows by what is wrong.
    """
    for assignment in written:
        path, equals, text = assignment.partition("=")
        if not equals or not path.strip():
            problems.add(COMMAND_LINE, 0, "", f'cannot read "{assignment}"; write key=value, such as horizon=5')
            continue
        troubles = Problems()
        value = read_tree(text, COMMAND_LINE, troubles)
        for trouble in troubles:
            problems.add(COMMAND_LINE, 0, path.strip(), trouble.message)
        if not troubles:
            tree = _set(tree, path.strip(), value, known, problems)
    for path, plain in settings.items():
        tree = _set(tree, path, _node(plain, path), known, problems)
    return tree


def _set(tree: Node, path: str, value: Node | None, known: tuple[str, ...], problems: Problems) -> Node:
    head, _, tail = path.partition(".")
    steps = [head, *_ends_of_range(head, tail)] if head in _WHOLE_NAMES and tail else _STEP.findall(path)
    written = "".join(step if step.startswith("[") else f".{step}" for step in steps).lstrip(".")
    if written != path:
        problems.add(COMMAND_LINE, 0, path, "not a path; write it as options.NAME.provisions[0].level")
        return tree
    if steps[0] in _IN_FILES_ONLY:
        problems.add(COMMAND_LINE, 0, path, "can only be written in a file")
        return tree
    # A key alone is put in and judged with those of the file.
    if len(steps) > 1 and steps[0] not in known:
        problems.add(COMMAND_LINE, 0, path, unknown("key", steps[0], known))
        return tree
    return _replace(tree, steps, _moved(value or Node(None, path, COMMAND_LINE, 0), path), problems)


def _ends_of_range(head: str, name: str) -> list[str]:
    end = _END.fullmatch(name) if head == "uncertainties" else None
    return list(end.groups()) if end else [name]


def _replace(node: Node, steps: list[str], value: Node, problems: Problems) -> Node:
    """The node with the value put where the steps lead; unchanged, with a problem, when they lead nowhere."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.startswith("["):
        return _replace_item(node, int(step[1:-1]), rest, value, problems)
    content = node.value if isinstance(node.value, dict) else {}
    if not isinstance(node.value, dict) and node.value is not None:
        problems.add(COMMAND_LINE, 0, value.path, f"{node.path} has no keys of its own")
        return node
    if step not in content and rest and node.path not in ("", _MADE_AS_NEEDED):
        message = unknown("key", step, content) if content else f"there is nothing under {node.path}"
        problems.add(COMMAND_LINE, 0, node.child_path(step), message)
        return node
    child = content.get(step, Node(None, node.child_path(step), COMMAND_LINE, 0))
    return Node({**content, step: _replace(child, rest, value, problems)}, node.path, node.file, node.line)


def _replace_item(node: Node, index: int, rest: list[str], value: Node, problems: Problems) -> Node:
    items = node.value if isinstance(node.value, list) else []
    if not isinstance(node.value, list):
        problems.add(COMMAND_LINE, 0, value.path, f"{node.path} is not a list")
        return node
    if index >= len(items):
        reach = f"[0] to [{len(items) - 1}]" if len(items) > 1 else "[0]" if items else "none"
        problems.add(COMMAND_LINE, 0, value.path, f"there is no [{index}]; {node.path} has {reach}")
        return node
    changed = [_replace(item, rest, value, problems) if k == index else item for k, item in enumerate(items)]
    return Node(changed, node.path, node.file, node.line)


def _moved(node: Node, path: str) -> Node:
    """The same values under another path."""
    if isinstance(node.value, dict):
        content = {key: _moved(child, f"{path}.{key}") for key, child in node.value.items()}
        return Node(content, path, COMMAND_LINE, 0)
    if isinstance(node.value, list):
        return Node([_moved(item, f"{path}[{k}]") for k, item in enumerate(node.value)], path, COMMAND_LINE, 0)
    return Node(node.value, path, COMMAND_LINE, 0)


def _node(plain: object, path: str) -> Node:
    """Plain Python data as nodes."""
    if isinstance(plain, Mapping):
        content = {str(key): _node(value, f"{path}.{key}") for key, value in plain.items()}
        return Node(content, path, COMMAND_LINE, 0)
    if isinstance(plain, list | tuple):
        return Node([_node(item, f"{path}[{k}]") for k, item in enumerate(plain)], path, COMMAND_LINE, 0)
    if plain is None or isinstance(plain, str | int | float | bool):
        return Node(plain, path, COMMAND_LINE, 0)
    return Node(str(plain), path, COMMAND_LINE, 0)
