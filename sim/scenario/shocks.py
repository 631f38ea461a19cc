"""Shocks of a scenario file."""

from collections.abc import Iterable

from sim.catalogue import ShockKind, instruments, shock_kinds
from sim.model.policy import HIGHEST_LEVEL
from sim.scenario.circumstances import Condition, Range, Shock
from sim.scenario.dates import QUARTERS_A_YEAR
from sim.scenario.fields import Fields, complain, entries, found, number, text, word
from sim.scenario.outside import FIELDS, Who, read_side, read_who
from sim.scenario.problems import Problems
from sim.scenario.provisions import Setting, read_dates
from sim.scenario.tree import Node

SURE = (1.0, 1.0)
MOST_A_YEAR, LONGEST = 4.0, 40.0
USUAL = "usual"
_KEYS = (
    "shock", "name", *FIELDS, "size", "from", "until", "lasts", "probability", "rate", "if", "after", "credibility",
)  # fmt: skip


def read_shocks(node: Node | None, setting: Setting, before: Iterable[Shock] = ()) -> tuple[Shock, ...]:
    """All shocks of a list; `before` are those that hold as well and whose names are taken."""
    items = entries(node, setting.problems, "[{shock: crisis, pair: [IND, PAK], from: 2028}]")
    shocks: list[Shock] = []
    taken = {shock.name for shock in before}
    for item in items:
        shock = _read_shock(item, setting)
        if shock is None:
            continue
        if shock.name in taken and has_luck(shock):
            said = f'another shock is called "{shock.name}" and the two would share their luck; give this one a name'
            complain(item, said, setting.problems)
        taken.add(shock.name)
        shocks.append(shock)
    return tuple(shocks)


def has_luck(shock: Shock) -> bool:
    """Whether anything about a shock is drawn by luck."""
    kind = shock_kinds()[shock.kind]
    chance = shock.probability != SURE or shock.rate is not None or shock.credibility is not None
    return chance or bool(kind.branches) or any(row.spread for row in kind.rows)


def _read_shock(node: Node, setting: Setting) -> Shock | None:
    problems, kinds = setting.problems, shock_kinds()
    if not isinstance(node.value, dict):
        Fields(node, _KEYS, problems)
        return None
    named = node.value.get("shock")
    kind = kinds.get(str(named.value)) if named else None
    fields = Fields(node, (*_KEYS, *(kind.settings if kind else ())), problems)
    before = len(problems)
    key = word(fields.required("shock", "crisis"), kinds, "shock", problems)
    dates = read_dates(fields, setting)
    if key is None or kind is None:
        return None
    who = read_who(node, fields, kind, setting.cast, problems)
    shock = _read_rest(node, fields, kind, who or {}, dates, setting)
    return shock if len(problems) == before and who is not None else None


def _read_rest(
    node: Node, fields: Fields, kind: ShockKind, who: Who, dates: tuple[int, int | None], setting: Setting
) -> Shock:
    problems = setting.problems
    rate, probability = _read_chance(fields, kind, problems)
    condition, after = _read_waiting(node, fields, kind, setting)
    _check_until(fields, kind, rate, condition, problems)
    return Shock(
        kind=kind.key,
        name=text(fields.get("name"), problems) or _default_name(kind.key, who),
        who=who,
        size=read_amount(fields.get("size"), kind.low, kind.high, problems, "a size") or (kind.default, kind.default),
        start=dates[0],
        stop=dates[1],
        lasts=_read_lasts(fields, kind, rate, problems),
        probability=probability,
        rate=rate,
        condition=condition,
        after=after,
        credibility=_read_credibility(fields, kind, condition, problems),
        settings=_read_settings(fields, kind, problems),
    )


def _read_settings(fields: Fields, kind: ShockKind, problems: Problems) -> dict[str, float]:
    given = {name: number(fields.get(name), *s.range, problems) for name, s in kind.settings.items()}
    return {name: kind.settings[name].default if value is None else value for name, value in given.items()}


def _default_name(kind: str, who: Who) -> str:
    return " ".join([kind, *("+".join(sorted(codes)) for codes in who.values())])


def read_amount(node: Node | None, low: float, high: float, problems: Problems, what: str) -> Range | None:
    """A number, or a range `[low, high]` to sample by draw."""
    if node is not None and isinstance(node.value, list):
        ends = [number(item, low, high, problems, what) for item in node.value]
        if len(ends) != 2:
            complain(node, f"expected {what} or a range such as [0.3, 0.7], {found(node)}", problems)
            return None
        if ends[0] is None or ends[1] is None:
            return None
        if ends[0] > ends[1]:
            complain(node, f"the low end {ends[0]:g} is above the high end {ends[1]:g}", problems)
            return None
        return ends[0], ends[1]
    value = number(node, low, high, problems, what)
    return None if value is None else (value, value)


def _read_chance(fields: Fields, kind: ShockKind, problems: Problems) -> tuple[Range | None, Range]:
    """How often a year it comes by itself, and the chance that it happens at all."""
    given, chance = fields.get("rate"), fields.get("probability")
    if given is not None and chance is not None:
        complain(chance, "probability and rate exclude each other; keep one of the two", problems)
    if given is not None and given.value == USUAL:
        if kind.rate is None:
            complain(given, f"nobody says how often {kind.key} comes; write a number a year, such as 0.1", problems)
        return kind.rate, SURE
    rate = read_amount(given, 0.0, MOST_A_YEAR, problems, "a number a year")
    return rate, read_amount(chance, 0.0, 1.0, problems, "a probability") or SURE


def _read_waiting(node: Node, fields: Fields, kind: ShockKind, setting: Setting) -> tuple[Condition | None, int]:
    """What it waits for, and for how many quarters."""
    problems, given = setting.problems, fields.get("if")
    if given is None and kind.needs_if and "if" not in fields.misspelt:
        example = "{in_force: mutual_defence_pact, between: [PAK, TUR]}"
        complain(node, f"{kind.key} needs a condition; write if: {example}", problems)
    after = fields.get("after")
    if after is not None and given is None:
        complain(after, "after counts from when the condition holds; write if as well, or from", problems)
    years = number(after, 0.0, LONGEST, problems, "years")
    return _read_condition(given, setting), round(QUARTERS_A_YEAR * (kind.after if years is None else years))


def _read_condition(node: Node | None, setting: Setting) -> Condition | None:
    if node is None:
        return None
    problems = setting.problems
    fields = Fields(node, ("in_force", "not_in_force", "between", "at_least"), problems)
    if not isinstance(node.value, dict):
        return None
    yes, no = fields.get("in_force"), fields.get("not_in_force")
    if (yes is None) == (no is None) and not fields.misspelt & {"in_force", "not_in_force"}:
        complain(node, "write one of in_force and not_in_force with the key of an instrument", problems)
        return None
    instrument = word(yes or no, instruments().keys, "instrument", problems)
    between = fields.required("between", "[PAK, TUR]")
    parties = tuple(sorted(read_side(between, setting.cast, problems))) if between else ()
    if between is not None and len(parties) == 1:
        complain(between, f"expected at least two states, found {parties[0]} alone", problems)
    least = number(fields.get("at_least"), 0.0, HIGHEST_LEVEL, problems, "a level")
    if instrument is None or len(parties) < 2:
        return None
    return Condition(instrument, parties, least or 0.0, yes is not None)


def _read_credibility(fields: Fields, kind: ShockKind, condition: Condition | None, problems: Problems) -> Range | None:
    given = fields.get("credibility")
    if given is None:
        return kind.credibility
    if "sanctions" not in [row.does for row in kind.rows]:
        complain(given, f"{kind.key} is no threat; write probability", problems)
    elif condition is None and fields.get("if") is None and not kind.needs_if:
        complain(given, "credibility is the chance that a threat is carried out; write if: what it waits for", problems)
    elif condition is not None and not condition.holds:
        complain(given, "a threat waits for an agreement to be in force; write in_force", problems)
    return read_amount(given, 0.0, 1.0, problems, "a credibility")


def _read_lasts(fields: Fields, kind: ShockKind, rate: Range | None, problems: Problems) -> int | None:
    given = fields.get("lasts")
    if given is not None and kind.once:
        complain(given, f"{kind.key} happens once; leave lasts out", problems)
    years = number(given, 1 / QUARTERS_A_YEAR, LONGEST, problems, "years")
    # A date of its own ends it; only what comes by itself has both a window and a length.
    if years is None and kind.years is not None and (fields.get("until") is None or rate is not None):
        years = kind.years
    return None if years is None else max(1, round(QUARTERS_A_YEAR * years))


def _check_until(
    fields: Fields, kind: ShockKind, rate: Range | None, condition: Condition | None, problems: Problems
) -> None:
    until = fields.get("until")
    if until is not None and kind.once and rate is None and condition is None and fields.get("if") is None:
        complain(until, f"{kind.key} happens once, in the quarter of from; leave until out", problems)
