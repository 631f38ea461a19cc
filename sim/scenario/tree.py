"""YAML text as a tree whose every value knows its key, file and line."""

import re
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from sim.scenario.problems import Problems

Scalar: TypeAlias = str | int | float | bool | None

_MAX_VALUES = 100_000
_PLAIN_WORDS = (
    (r"mapping values are not allowed here", r'a second ": " on one line; put the text in quotation marks'),
    (r"could not find expected ':'", r'a line without ": "; write key: value'),
    (r"found unexpected end of stream", r"a quotation mark that is never closed"),
    (r"expected ',' or '(.)', but got '<stream end>'", r"a list or mapping that is never closed with \1"),
    (
        r"expected <block end>, but found '<block mapping start>'",
        r"this line is indented unlike its neighbours",
    ),
    (r"expected <block end>, but found '-'", r"this list item is indented unlike its neighbours"),
    (r"expected <block end>, but found '\?'", r"a list and keys are mixed in one block"),
    (
        r"expected <block end>, but found '(<.+>|.)'",
        r"\1 does not belong here; check brackets and quotation marks",
    ),
    (r"expected the node content, but found '(.+)'", r"\1 stands where a value is expected"),
    (r"found character '\\t' that .*", r"a tab stands where a value is expected; write spaces"),
    (r"found character '(.)' that .*", r"a value cannot begin with \1; put it in quotation marks"),
    (
        r"found undefined alias '(.+)'",
        r"*\1 refers to a block that is not marked &\1; put text with * in quotation marks",
    ),
    (r"but found another document", r"a second document (---); write one scenario in one file"),
)


@dataclass(frozen=True)
class Node:
    """One value of a scenario file.

    Attributes
    ----------
    value
        A mapping or list of nodes, or a plain value.
    path
        Keys that lead to it, such as `options.pact.provisions[0].level`.
    file, line
        Where it was written.
    """

    value: "dict[str, Node] | list[Node] | Scalar"
    path: str
    file: str
    line: int

    def child_path(self, key: str) -> str:
        """Path of a key in this mapping."""
        return f"{self.path}.{key}" if self.path else key


class _Loader(yaml.SafeLoader):
    """A reader for which only what looks like a number is one."""


# YAML 1.1 would read NO and on as truth values, and 12:30 and 2026-01-01 as numbers and dates.
_Loader.yaml_implicit_resolvers = {}


def _resolve(tag: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


_resolve("bool", r"^(?:true|false)$", "tf")
_resolve("null", r"^(?:~|null|)$", "~n")
_Loader.yaml_implicit_resolvers.setdefault("", []).append(("tag:yaml.org,2002:null", re.compile(r"^$")))
_resolve("int", r"^[-+]?[0-9]{1,18}$", "-+0123456789")
_resolve("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789")


def read_tree(text: str, file: str, problems: Problems) -> Node | None:
    """Read YAML text.

    Parameters
    ----------
    text
        The content of a scenario file, or of one value on the command line.
    file
        Its name in messages.
    problems
        Grows by what is wrong: syntax, a key written twice, a tag.

    Returns
    -------
    Node or None
        None when the text is empty or is not YAML at all.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
        return _Builder(file, problems).build(root, "", 1) if root is not None else None
    except yaml.YAMLError as error:
        _explain(error, text, file, problems)
    except RecursionError:
        problems.add(file, 0, "", "nested too deeply, or an anchor (&) that holds itself")
    return None


class _Builder:
    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems, self.count = file, problems, 0

    def build(self, node: yaml.Node, path: str, line: int) -> Node:
        """The value of a YAML node and of all below it."""
        self.count += 1
        if self.count > _MAX_VALUES:
            raise RecursionError
        here = Node(None, path, self.file, line)
        if isinstance(node, yaml.MappingNode):
            return Node(self._mapping(node, here), path, self.file, line)
        if isinstance(node, yaml.SequenceNode):
            items = [self.build(item, f"{path}[{k}]", item.start_mark.line + 1) for k, item in enumerate(node.value)]
            return Node(items, path, self.file, line)
        return Node(self._scalar(node, here), path, self.file, line)

    def _mapping(self, node: yaml.MappingNode, here: Node) -> dict[str, Node]:
        content: dict[str, Node] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.add(self.file, line, here.path, "a key must be one plain word")
                continue
            key = str(key_node.value)
            if key == "<<":
                self.problems.add(self.file, line, here.path, "merge keys (<<) are not read; use extends")
                continue
            path = here.child_path(key)
            child = self.build(value_node, path, line)
            if key in content:
                first = content[key].line
                self.problems.add(self.file, line, path, f"written twice, first on line {first}; keep one of the two")
            else:
                content[key] = child
        return content

    def _scalar(self, node: yaml.Node, here: Node) -> Scalar:
        text, kind = str(node.value), str(node.tag).rpartition(":")[2]
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text)
        if kind in ("bool", "null"):
            return {"true": True, "false": False}.get(text)
        if kind != "str":
            said = f"YAML tags such as {node.tag} are not read; leave it out"
            self.problems.add(here.file, here.line, here.path, said)
        return text


def _explain(error: yaml.YAMLError, text: str, file: str, problems: Problems) -> None:
    tabs = [k for k, row in enumerate(text.splitlines(), 1) if "\t" in row[: len(row) - len(row.lstrip())]]
    for line in tabs:
        problems.add(file, line, "", "a tab indents this line; write spaces")
    if tabs:
        return
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        position = getattr(error, "position", 0)
        line = text[:position].count("\n") + 1
        problems.add(file, line, "", "a control character that YAML does not allow; delete it")
        return
    said = str(getattr(error, "problem", None) or error)
    problems.add(file, mark.line + 1, "", f"not readable as YAML: {_in_plain_words(said)}")


def _in_plain_words(said: str) -> str:
    for pattern, words in _PLAIN_WORDS:
        if match := re.fullmatch(pattern, said):
            return match.expand(words)
    return said
