"""Reading the settings of a provision: terms, variant, theme, theatre, scale, issue, and who provides or licenses."""

import math

from sim.catalogue import Setting, instruments, settings, variants
from sim.model.policy import HIGHEST_LEVEL
from sim.scenario.actors import Cast
from sim.scenario.fields import Fields, complain, number, text, word
from sim.scenario.problems import Problems, either
from sim.scenario.provision import Details
from sim.scenario.tree import Node

FULL_PROGRAMME = 5  # exercises a year that the record counts as a full programme (sim/evidence/agreements.py)
_MOST_A_YEAR = 100.0
_LONGEST_ISSUE = 60


def level_of(details: Details) -> float:
    """The level that `per_year` and `scale` make: ln(1 + times x weight) / ln(1 + a full programme), at most 2.

    The form is that of the record of exercises: each one more counts for less, and five of medium scale a year are 1.
    """
    scale = settings().by_key["scale"].value(details.scale or "medium")
    times = (details.per_year or 0.0) * (scale.weight if scale else 1.0)
    return min(HIGHEST_LEVEL, math.log1p(times) / math.log1p(FULL_PROGRAMME))


def read_details(
    fields: Fields, instrument: str | None, members: tuple[str, ...], cast: Cast, problems: Problems
) -> Details:
    """Everything that a provision says beside instrument, parties, level and dates."""
    found: dict[str, object] = {}
    for key, setting in settings().by_key.items():
        node = fields.get(key)
        if node is None or not _applies(node, setting, instrument, problems):
            continue
        value = _read(node, setting, instrument, cast, problems)
        if value is not None:
            found[key] = value
    details = Details(**found)  # type: ignore[arg-type]
    _check_states(fields, details, members, problems)
    return details


def _applies(node: Node, setting: Setting, instrument: str | None, problems: Problems) -> bool:
    if instrument is None or instrument in setting.of():
        return True
    fitting = setting.of()
    listed = either(fitting) if len(fitting) <= 12 else f"{', '.join(fitting[:6])} and {len(fitting) - 6} more"
    complain(node, f"cannot be said of {instrument}; it may be said of {listed}", problems)
    return False


def _read(node: Node, setting: Setting, instrument: str | None, cast: Cast, problems: Problems) -> object:
    if setting.takes == "state":
        return cast.state(node, problems)
    if setting.takes == "number":
        return number(node, 0.1, _MOST_A_YEAR, problems, "a number of times a year")
    if setting.takes == "text":
        return _read_issue(node, problems)
    if setting.takes == "variant":
        return _read_variant(node, instrument, problems)
    return word(node, (value.key for value in setting.values), setting.key, problems)


def _read_issue(node: Node, problems: Problems) -> str | None:
    said = text(node, problems)
    if said is not None and len(said) > _LONGEST_ISSUE:
        complain(node, f"too long; name the issue in at most {_LONGEST_ISSUE} characters", problems)
    return said


def _read_variant(node: Node, instrument: str | None, problems: Problems) -> str | None:
    known = variants()
    if isinstance(node.value, str) and node.value in known and instrument not in (known[node.value].instrument, None):
        other = known[node.value].instrument
        complain(node, f"{node.value} is a variant of {other}, not of {instrument}", problems)
        return None
    fitting = [key for key, variant in known.items() if instrument in (variant.instrument, None)]
    if not fitting:
        having = sorted({variant.instrument for variant in known.values()}, key=instruments().keys.index)
        complain(node, f"{instrument} has no variants; there are variants of {either(having)}", problems)
        return None
    return word(node, fitting, "variant", problems)


def _check_states(fields: Fields, details: Details, members: tuple[str, ...], problems: Problems) -> None:
    for key in ("provider", "recipient"):
        node, code = fields.get(key), getattr(details, key)
        if node is not None and code is not None and members and code not in members:
            complain(node, f"{code} takes no part in this provision; write {either(members)}", problems)
    licensor, recipient = fields.get("licensor"), fields.get("recipient")
    if licensor is not None and details.licensor in members:
        complain(licensor, f"{details.licensor} is a party; the licensor is a third state", problems)
    if recipient is not None and details.recipient is not None and details.recipient == details.provider:
        complain(recipient, f"{details.recipient} provides as well; name another recipient", problems)
