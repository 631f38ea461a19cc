"""Reading a file and those that it extends: mappings merge, lists and plain values replace."""

import os
from pathlib import Path

from sim.scenario.fields import complain, found
from sim.scenario.problems import Problems
from sim.scenario.tree import Node, read_tree

VERSION = 1


def read_file(file: str, problems: Problems) -> Node | None:
    """Read a scenario file with everything that it extends.

    Parameters
    ----------
    file
        Path as the user named it.
    problems
        Grows by what is wrong.

    Returns
    -------
    Node or None
        The merged mapping without `extends`, or None when there is nothing to go on with.
    """
    text = read_text(file, problems)
    return None if text is None else _merged(file, text, (), problems)


def read_text(file: str, problems: Problems) -> str | None:
    """The text of a file; a byte-order mark of UTF-8 is passed over."""
    path = Path(file)
    if path.is_dir():
        problems.add(file, 0, "", "this is a folder; name a scenario file")
        return None
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        problems.add(file, 0, "", f"no such file{_near(path)}")
        return None
    except OSError as error:
        problems.add(file, 0, "", f"cannot be read: {error.strerror}")
        return None
    return _decode(data, file, problems)


def _decode(data: bytes, file: str, problems: Problems) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(file, 1, "", "this is UTF-16 text; save the file as UTF-8")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.add(file, line, "", f"byte {data[error.start]:#04x} is not UTF-8 text; save the file as UTF-8")
        return None


def _near(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"; there is no folder {folder}"
    names = sorted(other.name for other in folder.iterdir() if other.suffix in (".yaml", ".yml"))
    return f"; the folder {folder} has {', '.join(names[:8])}" if names else ""


def _merged(file: str, text: str, heirs: tuple[str, ...], problems: Problems) -> Node | None:
    before = len(problems)
    tree = read_tree(text, file, problems)
    if tree is None or tree.value is None:
        if len(problems) == before:
            problems.add(file, 0, "", "the file is empty; `entente new FILE` writes one to start from")
        return None
    if not isinstance(tree.value, dict):
        complain(tree, f"a scenario is a set of keys with values, {found(tree)}", problems)
        return None
    _check_version(tree, tree.value, problems)
    base = _base(tree.value.get("extends"), file, heirs, problems)
    own = Node({key: child for key, child in tree.value.items() if key != "extends"}, "", file, tree.line)
    return own if base is None else merge(base, own)


def _check_version(tree: Node, content: dict[str, Node], problems: Problems) -> None:
    version = content.get("version")
    if version is None or version.value is None:
        problems.add(tree.file, version.line if version else 1, "version", f"missing; write version: {VERSION}")
    elif version.value is True or version.value != VERSION:
        complain(version, f"this program reads version {VERSION} of the scenario file, {found(version)}", problems)


def _base(node: Node | None, file: str, heirs: tuple[str, ...], problems: Problems) -> Node | None:
    if node is None or node.value is None:
        return None
    if not isinstance(node.value, str):
        complain(node, f"expected the name of one file, {found(node)}", problems)
        return None
    parent = os.path.normpath(os.path.join(os.path.dirname(file), node.value))
    chain = (*heirs, file)
    seen = [os.path.realpath(name) for name in chain]
    if os.path.realpath(parent) in seen:
        circle = [*chain[seen.index(os.path.realpath(parent)) :], parent]
        complain(node, f"extends goes round in a circle: {' -> '.join(circle)}", problems)
        return None
    if not Path(parent).is_file():
        complain(node, f"no such file: {parent}{_near(Path(parent))}", problems)
        return None
    text = read_text(parent, problems)
    return None if text is None else _merged(parent, text, chain, problems)


def merge(base: Node, heir: Node) -> Node:
    """The base with everything that the heir says put over it."""
    if not isinstance(base.value, dict) or not isinstance(heir.value, dict):
        return base if heir.value is None else heir
    content = dict(base.value)
    for key, child in heir.value.items():
        content[key] = merge(content[key], child) if key in content else child
    return Node(content, heir.path, heir.file, heir.line)
