"""What to look at: options to compare, subjects to watch, outcomes to measure."""

from collections.abc import Iterable

from sim.outcomes import FAMILIES, OUTCOMES, PAIRED, USUAL
from sim.scenario.actors import Cast
from sim.scenario.fields import complain, entries, found, word
from sim.scenario.outside import split_pair
from sim.scenario.problems import Problems
from sim.scenario.scenario import Option, Pair
from sim.scenario.tree import Node

WORLD, ALL = "world", "all"


def read_compare(node: Node | None, names: tuple[str, ...], problems: Problems) -> tuple[Pair, ...]:
    """Pairs of options to set against each other."""
    pairs: dict[Pair, None] = {}
    for item in entries(node, problems, "[[pact, exercises]]"):
        sides = item.value if isinstance(item.value, list) else []
        if len(sides) != 2:
            complain(item, f"expected two options such as [pact, exercises], {found(item)}", problems)
            continue
        first, second = (word(side, names, "option", problems) for side in sides)
        if first is not None and first == second:
            complain(item, f"{first} is compared with itself; name two options", problems)
        elif first is not None and second is not None:
            pairs[first, second] = None
    return tuple(pairs)


def read_outcomes(node: Node | None, problems: Problems) -> tuple[str, ...]:
    """Outcomes to measure, in the order of the file; the usual ones when it does not say."""
    if node is None:
        return USUAL
    # What needs option and baseline together is told in any case.
    several = FAMILIES | {ALL: tuple(OUTCOMES)} | dict.fromkeys(PAIRED, ())
    names = (*OUTCOMES, *(name for name in several if name not in OUTCOMES))
    chosen = [word(item, names, "outcome", problems) for item in entries(node, problems, "[alignment, trust]")]
    meant = (name for one in chosen if one for name in (several.get(one, ()) if one not in OUTCOMES else (one,)))
    return tuple(dict.fromkeys(meant))


def read_watch(node: Node | None, cast: Cast, options: Iterable[Option], problems: Problems) -> tuple[str, ...]:
    """Subjects to watch; the pairs that the options touch when the file does not say."""
    if node is None:
        touched = {pair for option in options for provision in option.provisions for pair in provision.pairs}
        return tuple(f"{a}:{b}" for a, b in sorted(touched)) or (WORLD,)
    items = entries(node, problems, "[IND:TUR, IND:west]")
    subjects = [subject for item in items if (subject := read_subject(item, cast, problems))]
    return tuple(dict.fromkeys(subjects))


def from_perspective(watch: Iterable[str], perspective: str | None) -> tuple[str, ...]:
    """The same subjects, each once, those with the state for which the study is told first, and the state itself."""
    subjects = dict.fromkeys(watch)
    if perspective is None:
        return tuple(subjects)
    own = [subject for subject in subjects if perspective in subject.split(":")]
    return tuple(dict.fromkeys((*own, perspective, *subjects)))


def read_subject(node: Node, cast: Cast, problems: Problems) -> str | None:
    """A subject as it stands in tables: a pair, a state with a group, a state, or `world`."""
    if node.value == WORLD:
        return WORLD
    if isinstance(node.value, str) and ":" not in node.value:
        if node.value not in cast.groups:
            return cast.state(node, problems)
        complain(node, f"a group is watched from a state; write a state first, such as IND:{node.value}", problems)
        return None
    sides = split_pair(node, problems)
    if not sides:
        return None
    return _two_sides(node, sides, cast, problems)


def _two_sides(node: Node, sides: list[Node], cast: Cast, problems: Problems) -> str | None:
    if sides[0].value in cast.groups:
        sides = [sides[1], sides[0]]
    if sides[0].value in cast.groups:
        complain(node, "two groups cannot be watched against each other; name one state and one group", problems)
        return None
    first = cast.state(sides[0], problems)
    members = cast.states(sides[1], problems)
    if first is None or not members:
        return None
    if members == (first,):
        complain(node, f"{first} is watched against itself; name another state or group", problems)
        return None
    return f"{first}:{sides[1].value}"
