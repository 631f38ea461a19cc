"""Whom a shock falls on: the fields of its kind as states, groups and lists of both."""

from sim.catalogue import ShockKind
from sim.scenario.actors import Cast
from sim.scenario.fields import Fields, complain, entries, found
from sim.scenario.problems import Problems, either
from sim.scenario.tree import Node

FIELDS = ("pair", "actor", "by", "on", "blamed", "with")
_EXAMPLES = {
    "pair": "[IND, PAK]", "actor": "SAU", "by": "USA", "on": "TUR", "blamed": "PAK", "with": "PAK",
}  # fmt: skip
Who = dict[str, tuple[str, ...]]


def read_who(node: Node, fields: Fields, kind: ShockKind, cast: Cast, problems: Problems) -> Who | None:
    """Codes by role (`first` and `second` for a pair), or None when something is wrong."""
    before = len(problems)
    strange = [key for key in FIELDS if key not in kind.fields and key in fields.content]
    for key in strange:
        complain(fields.content[key], f"{kind.key} does not take {key}; {_example(kind)}", problems)
    if strange:
        return None
    who: Who = {}
    for field in kind.fields:
        given = fields.get(field) if field in kind.may else fields.required(field, _EXAMPLES[field])
        if field == "pair":
            who |= _read_pair(given, cast, problems)
        elif given is not None:
            who[field] = read_side(given, cast, problems)
        elif field in kind.usual:
            who[field] = tuple(code for code in kind.usual[field] if code in cast.actors)
    if len(problems) == before:
        _check_presence(node, kind, who, cast, problems)
        _check_difference(fields, kind, who, problems)
    return who if len(problems) == before else None


def read_side(node: Node, cast: Cast, problems: Problems) -> tuple[str, ...]:
    """The codes that a state, a group or a list of both stands for, each once, in the order of the file."""
    items = entries(node, problems, "[SAU, ARE]") if isinstance(node.value, list) else [node]
    if not items:
        complain(node, "expected at least one state, found an empty list", problems)
    return tuple(dict.fromkeys(code for item in items for code in cast.states(item, problems)))


def _read_pair(node: Node | None, cast: Cast, problems: Problems) -> Who:
    sides = [read_side(item, cast, problems) for item in split_pair(node, problems)]
    if len(sides) != 2 or not all(sides) or node is None:
        return {}
    first, second = sides
    if first == second and len(first) == 1:
        complain(node, f"{first[0]} stands twice; write two different states", problems)
    # One state on each side is written in either order.
    first, second = sorted((first, second)) if len(first) == len(second) == 1 else (first, second)
    return {"first": first, "second": second}


def _check_presence(node: Node, kind: ShockKind, who: Who, cast: Cast, problems: Problems) -> None:
    for row in kind.rows:
        for code in row.who:
            if code.isupper() and cast.names and code not in cast.actors:
                said = f"{kind.key} needs {code}, which is not among this scenario's actors; add it to actors"
                complain(node, said, problems)
    if empty := [field for field in kind.usual if who.get(field) == () and cast.names]:
        usual = either(list(kind.usual[empty[0]]))
        complain(node, f"no state that {kind.key} usually falls on takes part ({usual}); write {empty[0]}", problems)


def _check_difference(fields: Fields, kind: ShockKind, who: Who, problems: Problems) -> None:
    """Every row between two needs two different states."""
    for row in kind.rows:
        sides = [(role, who[role]) for role in row.who if role in who]
        if len(sides) == 2 and all(codes for _, codes in sides):
            (role, ones), (other, others) = sides
            if not any(a != b for a in ones for b in others):
                said = f"{' and '.join(ones)} cannot be both {role} and {other}"
                key = next((name for name in (other, role, "pair") if name in fields.content), None)
                complain(fields.content[key] if key else fields.node, said, problems)
                return


def split_pair(node: Node | None, problems: Problems) -> list[Node]:
    """The two names of a pair, written `[IND, PAK]` or `IND:PAK`."""
    if node is None:
        return []
    items = node.value if isinstance(node.value, list) else []
    if isinstance(node.value, str):
        parts = [part.strip() for part in node.value.split(":")]
        items = [Node(part, node.path, node.file, node.line) for part in parts]
    if len(items) == 2:
        return items
    complain(node, f"expected two names such as [IND, PAK], {found(node)}", problems)
    return []


def _example(kind: ShockKind) -> str:
    if not kind.fields:
        return "it names its states itself"
    return f"write {' and '.join(f'{field}: {_EXAMPLES[field]}' for field in kind.fields)}"
