"""Input differences: what one scenario says otherwise than another, key by key, whatever the order of either file.

Options, shocks, cases and goals are matched by name, provisions by instrument, parties and dates, members of a list by
being in it. What a file leaves open is said as the model takes it: a parameter that is not pinned is drawn, a figure is
that of the tables. What a file says as the model has it anyway is no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from sim.ensemble.subjects import canonical
from sim.experiments.calibrate.informed import from_posterior
from sim.experiments.provision_match import matched
from sim.outcomes import PARAMETERS
from sim.scenario import Scenario

_BY_NAME = {"shocks": "name", "goals": "title", "expects": "title"}
_AS_SETS = ("actors", "parties", "optional", "observers", "watch", "outcomes", "compare")
_NOT_INPUTS = ("version", "sweep", "world")
ABSENT = "not there"
_TITLED = ("title", "question", "stands_for")


@dataclass(frozen=True)
class InputDifference:
    """One thing that two scenarios say differently.

    Attributes
    ----------
    path
        As in a scenario file, such as `options.pact.provisions[0].level`; a list counts as in the first file.
    before, after
        What the first and the second say, in words.
    """

    path: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}: {self.before} -> {self.after}"


def input_differences(first: Scenario, second: Scenario) -> list[InputDifference]:
    """All that two scenarios say differently; what only names things comes last."""
    both = {*first.actors} & {*second.actors}
    one, two = (_content(scenario, both) for scenario in (first, second))
    found = list(_walk("", one, two, (first, second)))
    if first.tables_digest != second.tables_digest:
        said = ("tables " + scenario.tables_digest[:8] for scenario in (first, second))
        found.append(InputDifference("world", *said))
    return sorted(found, key=lambda difference: difference.path.rpartition(".")[2] in _TITLED)


def _content(scenario: Scenario, both: set[str]) -> dict[str, Any]:
    """The scenario as plain data; groups as far as their members take part in both."""
    content = {key: value for key, value in scenario.resolved().items() if key not in _NOT_INPUTS}
    groups = {name: [code for code in members if code in both] for name, members in scenario.groups.items()}
    watched = [canonical(whom, False, scenario.groups) if ":" in whom else whom for whom in scenario.watch]
    own = {
        "groups": {name: members for name, members in groups.items() if members},
        "watch": watched,
        "uncertainties": {
            name: list(ends) for name, ends in scenario.uncertainties.items() if not _own(name, scenario)
        },
    }
    return _keyed(content | own)


def _own(name: str, scenario: Scenario) -> bool:
    """Whether the range that a scenario gives a parameter is the one that it is drawn from anyway."""
    own = PARAMETERS[name]
    same = tuple(scenario.uncertainties[name]) == (own.low, own.high)
    return same and name not in from_posterior(scenario.posterior)


def _keyed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same with lists of named things as mappings."""
    keyed: dict[str, Any] = {}
    for key, value in content.items():
        if key in _BY_NAME and isinstance(value, list):
            keyed[key] = {str(item.get(_BY_NAME[key], k)): item for k, item in enumerate(value)}
        else:
            keyed[key] = _keyed(value) if isinstance(value, Mapping) else value
    return keyed


def _walk(path: str, one: Any, two: Any, scenarios: tuple[Scenario, Scenario]) -> Iterator[InputDifference]:
    key = path.rpartition(".")[2]
    if one == two:
        return
    if key == "provisions" and isinstance(one, list) and isinstance(two, list):
        for place, mine, theirs in matched(one, two):
            yield from _walk(f"{path}[{place}]", mine, theirs, scenarios)
    elif isinstance(one, Mapping) and isinstance(two, Mapping):
        for name in dict.fromkeys((*one, *two)):
            below = f"{path}.{name}" if path else str(name)
            yield from _walk(below, one.get(name), two.get(name), scenarios)
    elif _is_open(path, one, two):
        for name in dict.fromkeys((*(one or {}), *(two or {}))):
            yield from _walk(f"{path}.{name}", (one or {}).get(name), (two or {}).get(name), scenarios)
    elif (key in _AS_SETS or path.startswith("groups.")) and isinstance(one, list) and isinstance(two, list):
        yield from _members(path, one, two)
    elif (had := _figure(path, scenarios[0])) is None or had != _figure(path, scenarios[1]):
        yield InputDifference(path, _said(path, one, scenarios[0]), _said(path, two, scenarios[1]))


def _figure(path: str, scenario: Scenario) -> float | None:
    """What a scenario has for a figure of a state or a pair; None of anything else, as an instrument's is drawn."""
    section, _, rest = path.partition(".")
    whom, _, name = rest.partition(".")
    sides = whom.split(":")
    if section != "figures" or not name or any(code not in scenario.actors for code in sides):
        return None
    figure = float(scenario.opening.figures[name][tuple(map(scenario.actors.index, sides))])
    return figure if isfinite(figure) else None


def _is_open(path: str, one: Any, two: Any) -> bool:
    """Whether a whole section stands in one file only, and its entries are told one by one."""
    whole = "." not in path or path.startswith("figures.")
    return whole and None in (one, two) and isinstance(one or two, Mapping)


def _members(path: str, one: list[Any], two: list[Any]) -> Iterator[InputDifference]:
    yield from (InputDifference(path, _plain(item), ABSENT) for item in one if item not in two)
    yield from (InputDifference(path, ABSENT, _plain(item)) for item in two if item not in one)


def _said(path: str, value: Any, scenario: Scenario) -> str:
    """A value in words; what is left open as the model takes it."""
    section, _, name = path.partition(".")
    if value is None and section in ("parameters", "uncertainties") and name in PARAMETERS:
        own = PARAMETERS[name]
        if name not in scenario.uncertainties and name in from_posterior(scenario.posterior):
            return f"drawn from the posterior {scenario.posterior}"
        low, high = scenario.uncertainties.get(name, (own.low, own.high))
        return f"drawn from {low:g} to {high:g}" if section == "parameters" else f"{own.low:g} to {own.high:g}"
    if section == "uncertainties" and isinstance(value, list):
        return f"{value[0]:g} to {value[1]:g}"
    if value is None and (figure := _figure(path, scenario)) is not None:
        return f"{figure:g}"
    return ABSENT if value is None else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return _short(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _short(content: Mapping[str, Any]) -> str:
    """A thing that stands in one file only, by what names it."""
    if "instrument" in content:
        level = next((f", {key} {_plain(content[key])}" for key in ("level", "change") if key in content), "")
        return f"{content['instrument']} of {', '.join(content.get('parties', ()))}{level}"
    if "provisions" in content:
        parts = "; ".join(_short(provision) for provision in content["provisions"])
        return f'"{content.get("title", "")}" ({parts or "nothing"})'
    return ", ".join(f"{key} {_plain(value)}" for key, value in content.items() if key not in ("name", "title"))
