"""The data dictionary: what every column of every table holds, its type and its unit."""

from typing import NamedTuple

OF_OUTCOME = "unit of the outcome"
SHARE = "share, 0 to 1"


class Column(NamedTuple):
    """What a column holds: a type of Table Schema, a unit (empty for words), and one line."""

    type: str
    unit: str
    meaning: str


def _number(unit: str, meaning: str) -> Column:
    return Column("number", unit, meaning)


def _count(meaning: str, unit: str = "count") -> Column:
    return Column("integer", unit, meaning)


def _words(meaning: str) -> Column:
    return Column("string", "", meaning)


COLUMNS: dict[str, Column] = {
    "option": _words("name of the policy option; baseline is doing nothing new"),
    "against": _words("name of the option or case that it is set against"),
    "case": _words("name of the circumstances, in a study with cases"),
    "outcome": _words("name of the outcome; see outcomes.csv"),
    "subject": _words("whom it is about: PAK:TUR a pair, IND:west a state and a group, IND a state, world"),
    "quarter": _count("quarters passed since the start", "quarter"),
    "date": _words("calendar quarter, 2029Q1 for the first of 2029"),
    "unit": _words("unit of the outcome"),
    "value": _number(OF_OUTCOME, "the outcome in one world at the horizon; empty where the world failed"),
    "mean": _number(OF_OUTCOME, "mean over worlds (in tables of effects: of the change, world by world)"),
    "lo": _number(OF_OUTCOME, "lower end of the 90 % interval of the mean, bootstrap clustered by draw"),
    "hi": _number(OF_OUTCOME, "upper end of the 90 % interval of the mean"),
    "q05": _number(OF_OUTCOME, "5 % point over worlds"),
    "q50": _number(OF_OUTCOME, "median over worlds"),
    "q95": _number(OF_OUTCOME, "95 % point over worlds"),
    "p_down": _number(SHARE, "worlds in which it ends lower, beyond the band of no practical change"),
    "p_negligible": _number(SHARE, "worlds in which it ends within the band"),
    "p_up": _number(SHARE, "worlds in which it ends higher, beyond the band"),
    "swing": _number("ratio", "mean over the ordinary spread of the baseline's own change; empty where there is none"),
    "worlds": _count("worlds that it rests on"),
    "draw": _count("number of the sample of what is not known", ""),
    "run": _count("number of the stream of luck within the draw", ""),
    "luck_share": _number(SHARE, "share of the spread of the effect that is luck, not assumptions"),
    "source": _words("code of the state that feels or acts"),
    "target": _words("code of the state towards which"),
    "mechanism": _words("entry of the ledger, a proximate term of the equations; total is their sum"),
    "change": _number("index", "mean paired change at the horizon by this mechanism"),
    "alignment": _number("index", "mean paired change of alignment at the horizon"),
    "trust": _number("index", "mean paired change of trust at the horizon"),
    "provision": _count("number of the provision within the option, from 0", ""),
    "instrument": _words("key of the instrument"),
    "party": _words("code of the party"),
    "role": _words("member, optional or observer"),
    "would_sign": _number(SHARE, "mean probability that the party accepts when it is asked"),
    "in_force": _number(SHARE, "worlds in which it is in force among all parties at the horizon"),
    "in_force_some": _number(SHARE, "worlds in which it is in force among some parties only"),
    "still_in": _number(SHARE, "worlds in which the party has it with at least one other"),
    "check": _words("what is asked of the party: budget, absorption, sovereignty, licence, and so on"),
    "verdict": _words("fine, strained or no"),
    "figure": _number("index", "the figure that the check compares"),
    "limit": _number("index", "the line that it is judged by (judgement)"),
    "reason": _words("the verdict in words"),
    "family": _words("family of outcomes"),
    "better": _words("higher, lower or neither"),
    "gain": _number("index", "summed change of alignment over the pairs that the option ties"),
    "backlash": _number("index", "alignment lost over all other pairs together"),
    "with_parties": _number("index", "part of the backlash in pairs of a party and a third state"),
    "per_gain": _number("ratio", "backlash for a unit of gain; empty where nothing is gained that counts"),
    "rank": _count("rank among the options by the mean", ""),
    "keeps": _number(SHARE, "draws in which the option keeps its rank"),
    "first": _number(SHARE, "draws in which the option comes first"),
    "rank_q05": _number("rank", "5 % point of the rank over draws"),
    "rank_q95": _number("rank", "95 % point of the rank over draws"),
    "draws": _count("draws that it rests on"),
    "equal": _number(SHARE, "draws in which both come out the same"),
    "goal": _words("title of the goal"),
    "as": _words("level, or change against the baseline"),
    "at_least": _number(OF_OUTCOME, "lower bound of the goal; empty where it has none"),
    "at_most": _number(OF_OUTCOME, "upper bound of the goal; empty where it has none"),
    "share": _number(SHARE, "worlds in which the goal is met"),
    "kind": _words("kind of input, or of an outcome's subject: pair, actor, world"),
    "origin": _words("table or file that the figures stand in"),
    "figures": _count("figures that go in"),
    "data": _count("of them from data"),
    "literature": _count("of them from the literature"),
    "judgement": _count("of them judgement"),
    "unsourced": _count("of them without a named source"),
    "judged_share": _number(SHARE, "share that is judgement"),
    "oldest": _count("year of the oldest", "year"),
    "middle": _count("median year", "year"),
    "newest": _count("year of the newest", "year"),
    "actor": _words("code of the state, ISO 3166 alpha-3"),
    "name": _words("name as the state uses it"),
    "title": _words("plain words for screens and charts"),
    "stands_for": _words("the policy that the option stands for, in one sentence"),
    "meaning": _words("what the outcome measures"),
    "directed": Column("boolean", "", "for pairs: whether PAK:TUR and TUR:PAK differ"),
    "band": _number(OF_OUTCOME, "changes within plus or minus this are no practical change (judgement)"),
}
# Where one name means another thing in one table.
SPECIAL: dict[tuple[str, str], Column] = {
    ("rank_pairs", "better"): _number(SHARE, "draws in which the option does better than the other"),
    ("backlash", "lo"): _number("index", "lower end of the 90 % interval of the backlash, on rows total"),
    ("backlash", "hi"): _number("index", "upper end of the 90 % interval of the backlash, on rows total"),
}


def column_of(table: str, name: str) -> Column:
    """What a column of a table holds.

    Raises
    ------
    KeyError
        When nobody has written it down; a test looks at every table that a study writes.
    """
    return SPECIAL.get((table, name)) or COLUMNS[name]


def is_known(table: str, name: str) -> bool:
    """Whether a column is described."""
    return (table, name) in SPECIAL or name in COLUMNS
