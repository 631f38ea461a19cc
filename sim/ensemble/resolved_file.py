"""A resolved scenario as the text of a scenario file.

YAML itself is read and judged on the scenario's own floor; what is written here is the little of it that plain data
needs: blocks for what holds mappings, one line for everything else, quotation marks around all but simple words.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from sim.scenario import Scenario

_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Words that YAML may take for something other than text.
_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}


def resolved_text(scenario: Scenario) -> str:
    """A scenario file that gives this scenario, with nothing inherited and nothing left to a default."""
    return scenario_text(scenario.resolved())


def scenario_text(content: Mapping[str, object]) -> str:
    """Plain data as the text of a scenario file."""
    return "\n".join(_block(content, "")) + "\n"


def _block(content: Mapping[str, object], margin: str) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping) and (not margin or _holds_mappings(value.values())):
            yield f"{margin}{_flow(key)}:"
            yield from _block(value, f"{margin}  ")
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            yield f"{margin}{_flow(key)}:"
            yield from (f"{margin}  - {_flow(item)}" for item in value)
        else:
            yield f"{margin}{_flow(key)}: {_flow(value)}"


def _holds_mappings(values: Iterable[object]) -> bool:
    return any(isinstance(value, Mapping) or (isinstance(value, list) and _holds_mappings(value)) for value in values)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _SIMPLE.fullmatch(value) and value.casefold() not in _TAKEN:
        return value
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in json.dumps(value, ensure_ascii=False))
