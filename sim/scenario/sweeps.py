"""Reading `sweep:`: every lever leads somewhere, and every value of it may stand there."""

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from sim.core.errors import QuestionError
from sim.outcomes import OUTCOMES
from sim.scenario.fields import Fields, complain, entries, found, whole, word
from sim.scenario.levers import Lever, Range, Value, full_path, read_lever, scan, written
from sim.scenario.override import apply_overrides
from sim.scenario.problems import Problems
from sim.scenario.sweep_plan import KINDS, MOST_POINTS, USUAL_OUTCOMES, Kind, SweepPlan
from sim.scenario.tree import Node

SWEEP = "sweep"
_KEYS = ("vary", "design", "n", "outcomes")
_EXAMPLE = "{parameters.k_react: [0.2, 0.5, 0.9]}"
# What all points share: the worlds, the shape of the arrays, and what is measured of whom.
_SHARED = ("version", "extends", "start", "horizon", "actors", "watch", "outcomes", "sampling", SWEEP)
# What is only told, or asked of a study of its own.
_TOLD = ("title", "question", "compare", "goals", "expects")
# Tables are read once; what a lever changes in them is judged when its point is.
_IN_TABLES = ("world", "add_actors")
Judge = Callable[[Node, Problems], object]


def read_sweep(
    node: Node | None, tree: Node, known: tuple[str, ...], judge: Judge, problems: Problems
) -> SweepPlan | None:
    """The sweep that a file asks for, or None where it asks for none.

    Parameters
    ----------
    node
        What stands under `sweep`.
    tree
        The whole file.
    known
        Keys that a file may have.
    judge
        Reads a changed file and adds its problems.
    problems
        Grows by what is wrong.
    """
    if node is None:
        return None
    fields = Fields(node, _KEYS, problems)
    if not isinstance(node.value, dict):
        return None
    given = fields.required("vary", _EXAMPLE)
    if given is not None and not isinstance(given.value, dict):
        complain(given, f"expected levers with their values, such as {_EXAMPLE}, {found(given)}", problems)
        given = None
    content = given.value if given is not None and isinstance(given.value, dict) else {}
    if given is not None and not content:
        complain(given, f"nothing varies; write levers with their values, such as {_EXAMPLE}", problems)
    levers = _read_levers(content, problems)
    usual = Problems()
    judge(tree, usual)
    for path, lever in levers.items():
        _try(content[path], lever, tree, known, (judge, usual), problems)
    kind = cast(Kind, word(fields.get("design"), KINDS, "design", problems) or "grid")
    n = whole(fields.get("n"), 1, MOST_POINTS, problems, "a whole number of samples")
    _check_design(node, fields, levers.values(), kind, problems)
    return SweepPlan(levers, kind, n, _outcomes(fields, problems))


def varies_nothing(path: str) -> str | None:
    """Why a lever cannot make points differ, and what to do instead; None where it can."""
    head = path.partition(".")[0].partition("[")[0]
    if head in _TOLD:
        return f"{head} changes no world, so all points would be the same; leave it out"
    if head in _SHARED:
        return f"all points of a sweep share {head}; write one file for each and set them side by side with compare"
    return None


def _read_levers(content: Mapping[str, Node], problems: Problems) -> dict[str, Lever]:
    levers: dict[str, Lever] = {}
    for path, child in content.items():
        if lever := _read_lever(path, levers, child, problems):
            levers[path] = lever
    return levers


def _read_lever(path: str, before: Iterable[str], node: Node, problems: Problems) -> Lever | None:
    twin = next((other for other in before if full_path(other) == full_path(path)), None)
    said = f"is the same as {twin}; write all its values in one place" if twin else varies_nothing(path)
    if said:
        complain(node, said, problems)
        return None
    known = len(problems)
    items = node.value if isinstance(node.value, list) else [node]
    values = [value for item in items if (value := _value(item, problems)) is not None]
    if len(problems) > known:
        return None
    try:
        if isinstance(node.value, str):
            return read_lever(node.value)
        return scan(values)
    except QuestionError as error:
        complain(node, str(error), problems)
        return None


def _value(node: Node, problems: Problems) -> Value | None:
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node.value, list) and all(isinstance(item.value, str | int | float) for item in node.value):
        return f"[{', '.join(str(item.value) for item in node.value)}]"
    complain(node, f"expected a list such as [0, 0.5, 1], a range such as 0:2, or one value, {found(node)}", problems)
    return None


def _try(
    node: Node, lever: Lever, tree: Node, known: tuple[str, ...], judging: tuple[Judge, Problems], problems: Problems
) -> None:
    """Put the values at the ends of a lever, and all its words, into the file, and say what is wrong with them."""
    judge, usual = judging
    path = full_path(node.path.removeprefix(f"{SWEEP}.vary."))
    told = set[str]()
    for value in _ends(lever):
        wrong = Problems()
        changed = apply_overrides(tree, [f"{path}={written(value)}"], {}, known, wrong)
        leads_nowhere = len(wrong) > 0
        if not leads_nowhere and path.partition(".")[0] not in _IN_TABLES:
            judge(changed, wrong)
        new = [problem for problem in wrong if problem not in set(usual) and problem.message not in told]
        for problem in new[:1]:
            said = problem.message if problem.key == path else f"{problem.key}: {problem.message}"
            complain(node, said if leads_nowhere else f"at {written(value)}: {said}", problems)
            told.add(problem.message)


def _ends(lever: Lever) -> list[Value]:
    if isinstance(lever, Range):
        return [lever.low, lever.high]
    numbers = [value for value in lever.steps if isinstance(value, float)]
    ends: list[Value] = [min(numbers), max(numbers)] if numbers else []
    return list(dict.fromkeys([*ends, *(value for value in lever.steps if isinstance(value, str))]))


def _check_design(node: Node, fields: Fields, levers: Iterable[Lever], kind: Kind, problems: Problems) -> None:
    sampled = any(isinstance(lever, Range) for lever in levers)
    if sampled and kind == "grid" and "design" not in fields.misspelt:
        place = fields.get("design") or node
        complain(place, "a range is sampled, and a grid has values; write design: lhs and n: 50", problems)
    elif sampled and kind != "grid" and fields.get("n") is None:
        complain(node, "say how many samples of the ranges; write n: 50", problems)


def _outcomes(fields: Fields, problems: Problems) -> tuple[str, ...]:
    items = entries(fields.get("outcomes"), problems, "[alignment, trust]")
    names = [name for item in items if (name := word(item, OUTCOMES, "outcome", problems))]
    return tuple(dict.fromkeys(names)) or USUAL_OUTCOMES
