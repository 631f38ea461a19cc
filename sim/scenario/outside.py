"""Shocks of a scenario file."""

from sim.catalogue import ShockKind, shock_kinds
from sim.scenario.fields import Fields, complain, entries, found, number, word
from sim.scenario.options import Setting, read_dates
from sim.scenario.problems import Problems
from sim.scenario.scenario import Pair, Shock
from sim.scenario.tree import Node

_WHO = ("pair", "by", "on", "actor")
_KEYS = ("shock", *_WHO, "size", "from", "until")


def read_shocks(node: Node | None, setting: Setting) -> tuple[Shock, ...]:
    """All shocks; one that names a group counts once for each member that takes part."""
    items = entries(node, setting.problems, "[{shock: crisis, pair: [IND, PAK], from: 2028}]")
    return tuple(shock for item in items for shock in _read_shock(item, setting))


def _read_shock(node: Node, setting: Setting) -> tuple[Shock, ...]:
    problems = setting.problems
    fields = Fields(node, _KEYS, problems)
    if not isinstance(node.value, dict):
        return ()
    before = len(problems)
    kinds = shock_kinds()
    key = word(fields.required("shock", "crisis"), kinds, "shock", problems)
    start, stop = read_dates(fields, setting)
    if key is None:
        return ()
    kind = kinds[key]
    dyads = _read_who(fields, kind, setting)
    size = number(fields.get("size"), kind.low, kind.high, problems, "a size")
    if kind.once and (until := fields.get("until")) is not None:
        complain(until, f"{key} happens once, in the quarter of from; leave until out", problems)
    if len(problems) > before:
        return ()
    stop = start + 1 if kind.once else stop
    return tuple(Shock(key, a, b, kind.default if size is None else size, start, stop) for a, b in dyads)


def _read_who(fields: Fields, kind: ShockKind, setting: Setting) -> list[Pair]:
    problems, cast = setting.problems, setting.cast
    strange = [key for key in _WHO if key not in kind.fields and key in fields.content]
    for key in strange:
        complain(fields.content[key], f"{kind.key} does not take {key}; {_example(kind)}", problems)
    if strange:
        return []
    if kind.fields == ("pair",):
        return _read_pair(fields.required("pair", "[IND, PAK]"), setting)
    if kind.fields == ("actor",):
        return [(code, code) for code in cast.states(fields.required("actor", "SAU"), problems)]
    by, on = fields.required("by", "USA"), fields.required("on", "TUR")
    senders, targets = cast.states(by, problems), cast.states(on, problems)
    dyads = [(a, b) for a in senders for b in targets if a != b]
    if senders and targets and not dyads and on is not None:
        complain(on, f"{on.value} cannot be both by and on", problems)
    return dyads


def _read_pair(node: Node | None, setting: Setting) -> list[Pair]:
    items = split_pair(node, setting.problems)
    codes = [code for item in items if (code := setting.cast.state(item, setting.problems))]
    if len(codes) != 2 or node is None:
        return []
    if codes[0] == codes[1]:
        complain(node, f"{codes[0]} stands twice; write two different states", setting.problems)
        return []
    return [(min(codes), max(codes))]


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
    examples = {"pair": "pair: [IND, PAK]", "by": "by: USA", "on": "on: TUR", "actor": "actor: SAU"}
    return f"write {' and '.join(examples[key] for key in kind.fields)}"
