"""What an option lacks and what it excludes, read off the catalogue's rules, the record and the option itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.catalogue import Exclusion, instruments, limits
from sim.scenario.levels import level_now, raises, wanted_level
from sim.scenario.scenario import Option, Pair, Provision, Scenario


@dataclass(frozen=True)
class Finding:
    """One rule that an option does not keep.

    Attributes
    ----------
    kind
        `need`, `exclusion`, or `choice` where another option of the scenario is excluded.
    provision
        Number of the provision in the option.
    pair
        The two parties.
    parties
        Those of whom it is said: both, or the one that stands between rivals.
    strict
        Whether it makes the option impossible or only strains it.
    sentence
        What is wrong and why, with titles of instruments and names of states.
    """

    kind: str
    provision: int
    pair: Pair
    parties: tuple[str, ...]
    strict: bool
    sentence: str


def findings(scenario: Scenario, option: Option) -> list[Finding]:
    """Every need that is not met, and everything that the option excludes.

    Parameters
    ----------
    scenario
        Gives the record at the start and the other options.
    option
        One of its options.
    """
    found: list[Finding] = []
    for number, provision in enumerate(option.provisions):
        for pair in provision.pairs:
            if raises(scenario, provision, pair):
                found += _lacking(scenario, option, number, pair)
                found += _clashes(scenario, option, number, pair)
    return list(dict.fromkeys(found))


def _lacking(scenario: Scenario, option: Option, number: int, pair: Pair) -> Iterator[Finding]:
    provision = option.provisions[number]
    brought = {p.instrument for p in option.provisions if pair in p.pairs and raises(scenario, p, pair)}
    for need in instruments().needs[_row(provision.instrument)]:
        if not any(key in brought or level_now(scenario, pair, key) > 0 for key in need.any):
            wanted = _either(need.any)
            said = f"{_title(provision.instrument)} without {wanted} between {_names(scenario, pair)}: {need.reason}"
            yield Finding("need", number, pair, pair, need.strict, said)


def _clashes(scenario: Scenario, option: Option, number: int, pair: Pair) -> Iterator[Finding]:
    rules = instruments().excludes[_row(option.provisions[number].instrument)]
    for rule in rules:
        if rule.between == "parties":
            yield from _between_parties(scenario, option, number, pair, rule)
    for party, partner in (pair, pair[::-1]):
        for rival in _rivals(scenario, partner):
            if rival != party:
                yield from _between_rivals(scenario, option, number, (party, partner, rival))


def _between_parties(scenario: Scenario, option: Option, number: int, pair: Pair, rule: Exclusion) -> Iterator[Finding]:
    mine = option.provisions[number]
    title, names = _title(mine.instrument), _names(scenario, pair)
    for key in rule.instruments:
        beside = [(k, p) for k, p in enumerate(option.provisions) if _brings(scenario, p, pair, key)]
        # Each clash inside an option is said once, by the earlier provision.
        if any(k > number and _overlap(mine, p) for k, p in beside):
            said = f"{title} and {_title(key)} of {names} in one option: {rule.reason}"
            yield Finding("exclusion", number, pair, pair, rule.strict, said)
        elif not beside and _stays(scenario, option, pair, key):
            said = f"{title} beside the {_title(key)} of {names} already in force: {rule.reason}"
            yield Finding("exclusion", number, pair, pair, False, said)
        others = [o for o in scenario.options if any(_brings(scenario, p, pair, key) for p in o.provisions)]
        if named := ", ".join(f'"{other.title}"' for other in others if other != option):
            verb = "excludes" if rule.strict else "does not go well with"
            said = f"{verb} {named} ({_title(key)}): {rule.reason}"
            yield Finding("choice", number, pair, pair, False, said)


def _between_rivals(
    scenario: Scenario, option: Option, number: int, between: tuple[str, str, str]
) -> Iterator[Finding]:
    """What a party would have with a partner and with a rival of that partner; one finding for each reason."""
    party, partner, rival = between
    instrument, other = option.provisions[number].instrument, (min(party, rival), max(party, rival))
    clashing: dict[tuple[str, bool], list[str]] = {}
    for rule in instruments().excludes[_row(instrument)]:
        for key in rule.instruments if rule.between == "rivals" else ():
            brought = any(_brings(scenario, p, other, key) for p in option.provisions)
            if brought or _stays(scenario, option, other, key):
                clashing.setdefault((rule.reason, rule.strict), []).append(_title(key))
    for (reason, strict), titles in clashing.items():
        name = scenario.names
        said = (
            f"{_title(instrument)} of {name[party]} with {name[partner]}, and {', '.join(titles)} with {name[rival]}, "
            f"its rival: {reason}"
        )
        yield Finding("exclusion", number, (min(party, partner), max(party, partner)), (party,), strict, said)


def _brings(scenario: Scenario, provision: Provision, pair: Pair, key: str) -> bool:
    return provision.instrument == key and pair in provision.pairs and raises(scenario, provision, pair)


def _stays(scenario: Scenario, option: Option, pair: Pair, key: str) -> bool:
    """Whether an agreement of the record stands and the option does not lower it."""
    own = [p for p in option.provisions if p.instrument == key and pair in p.pairs]
    return level_now(scenario, pair, key) > 0 and all(
        wanted_level(scenario, p, pair) >= level_now(scenario, pair, key) for p in own
    )


def _overlap(one: Provision, other: Provision) -> bool:
    return (other.stop is None or one.start < other.stop) and (one.stop is None or other.start < one.stop)


def _rivals(scenario: Scenario, actor: str) -> list[str]:
    line, contested = limits()["rivalry"].value, scenario.opening.figures["contested_interest"]
    i = scenario.actors.index(actor)
    return [code for j, code in enumerate(scenario.actors) if j != i and contested[i, j] >= line]


def _row(instrument: str) -> int:
    return instruments().keys.index(instrument)


def _title(instrument: str) -> str:
    return instruments().titles[_row(instrument)]


def _either(keys: tuple[str, ...]) -> str:
    *head, last = map(_title, keys)
    return f"{', '.join(head)} or {last}" if head else last


def _names(scenario: Scenario, pair: Pair) -> str:
    return " and ".join(scenario.names[code] for code in pair)
