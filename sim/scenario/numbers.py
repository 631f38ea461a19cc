"""Pinned parameters and uncertainty ranges."""

import math
from collections.abc import Mapping

from sim.core.parameter import Parameter
from sim.scenario.fields import complain, found, mapping
from sim.scenario.problems import Problems, unknown
from sim.scenario.tree import Node

Range = tuple[float, float]


def read_uncertainties(node: Node | None, parameters: Mapping[str, Parameter], problems: Problems) -> dict[str, Range]:
    """Ranges that replace those of parameters, `name: [low, high]`."""
    ranges: dict[str, Range] = {}
    for name, child in mapping(node, problems).items() if node else ():
        if not _is_known(child, name, parameters, problems):
            continue
        bounds = _read_range(child, problems)
        if bounds and bounds[0] < 0 <= parameters[name].low:
            complain(child, f"{bounds[0]:g} is below 0, which {name} cannot be; begin at 0 or above", problems)
        elif bounds:
            ranges[name] = bounds
    return dict(sorted(ranges.items()))


def read_parameters(
    node: Node | None, parameters: Mapping[str, Parameter], ranges: Mapping[str, Range], problems: Problems
) -> dict[str, float]:
    """Pinned values, each inside the range of its parameter or the one that the file gives it."""
    pinned: dict[str, float] = {}
    for name, child in mapping(node, problems).items() if node else ():
        if not _is_known(child, name, parameters, problems):
            continue
        value = _finite(child, problems)
        if value is None:
            continue
        parameter = parameters[name]
        low, high = ranges.get(name, (parameter.low, parameter.high))
        if low <= value <= high:
            pinned[name] = value
        else:
            complain(child, _outside(parameter, value, low, high), problems)
    return dict(sorted(pinned.items()))


def _outside(parameter: Parameter, value: float, low: float, high: float) -> str:
    unit = "" if parameter.unit in ("", "1") else f" ({parameter.unit})"
    wider = f"{{{parameter.name}: [{min(value, low):g}, {max(value, high):g}]}}"
    return (
        f"{value:g} is outside {low:g} to {high:g}{unit}; write a value inside, "
        f"or widen the range under uncertainties: {wider}"
    )


def _is_known(node: Node, name: str, parameters: Mapping[str, Parameter], problems: Problems) -> bool:
    if name not in parameters:
        complain(node, unknown("parameter", name, parameters), problems)
    return name in parameters


def _finite(node: Node, problems: Problems) -> float | None:
    if isinstance(node.value, int | float) and not isinstance(node.value, bool) and math.isfinite(node.value):
        return float(node.value)
    complain(node, f"expected a number, {found(node)}", problems)
    return None


def _read_range(node: Node, problems: Problems) -> Range | None:
    if not isinstance(node.value, list) or len(node.value) != 2:
        complain(node, f"expected a range such as [0.1, 0.4], {found(node)}", problems)
        return None
    low, high = (_finite(item, problems) for item in node.value)
    if low is None or high is None:
        return None
    if low > high:
        complain(node, f"the low end {low:g} is above the high end {high:g}; write [{high:g}, {low:g}]", problems)
        return None
    return low, high
