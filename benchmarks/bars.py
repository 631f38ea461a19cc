"""The bars that were set for speed, and what was measured against each."""

import math
from typing import Any, NamedTuple

Results = dict[str, Any]


class Bar(NamedTuple):
    """One bar: what, the bar in words, what was measured, whether it is reached (None where nothing was measured)."""

    what: str
    bar: str
    measured: str
    reached: bool | None


def number(results: Results, *path: str) -> float:
    """A figure, or not a number where the measurement failed or was left out."""
    found: Any = results
    for name in path:
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return float(found) if isinstance(found, int | float) else math.nan


def bars(results: Results) -> list[Bar]:
    """All bars, missed ones included."""
    world, floor = number(results, "split", "ms_world"), number(results, "floor", "floor_ms")
    parts = number(results, "split", "parts", "choose") + number(results, "split", "parts", "luck")
    numpy = number(results, "numpy", "ms_world")
    study, cold = number(results, "worlds 1000", "wall_s"), number(results, "start cold", "wall_s")
    warm = number(results, "start warm again", "wall_s")
    memory = number(results, "worlds 1000", "memory_mb") / number(results, "worlds 100", "memory_mb")
    power, mesa = exponent(results), number(results, "mesa", "times")
    return [
        _most("time per world and core (28 actors, 25 instruments, 40 quarters, ledger on)", world, 5, "{:.1f} ms"),
        _most("the same against the machine's floor", world / floor, 2, "{:.1f} times"),
        _least("plain Mesa against the engine, two processes each", mesa, 1000, "{:.0f} times"),
        _least("NumPy's choices and luck against the engine's whole world", numpy / world, 20, "{:.1f} times"),
        _least("NumPy's choices and luck against the engine's choices and luck", numpy / parts, 20, "{:.1f} times"),
        _most("eight options and the baseline in 1,000 worlds, warm, charts included", study, 30, "{:.0f} s"),
        Bar("second start of a command", "does not compile", *_told(cold - warm, "{:.0f} s sooner", warm < cold / 2)),
        _most("memory of the largest process when worlds grow ten times", memory, 1.1, "{:.2f} times"),
        _most("growth exponent in actors from 40 to 195", power, 2.3, "{:.2f}"),
        _least("two local workers against one", _gain(results, "local"), 1.8, "{:.2f} times"),
        _least("two Dask workers against one", _gain(results, "dask"), 1.8, "{:.2f} times"),
        Bar("a sweep of 100,000 worlds", "runs, resumable, under 1.5 GB", "not measured by this command", None),
    ]


def exponent(results: Results) -> float:
    """The power of the number of actors with which time grows, from 40 to 195."""
    few, many = (number(results, f"growth {actors} 25 40", "ms_world") for actors in (40, 195))
    return math.log(many / few) / math.log(195 / 40)


def _gain(results: Results, pool: str) -> float:
    return number(results, "pools", pool, "1") / number(results, "pools", pool, "2")


def _most(what: str, value: float, bar: float, form: str) -> Bar:
    return Bar(what, f"at most {form.format(bar)}", *_told(value, form, value <= bar))


def _least(what: str, value: float, bar: float, form: str) -> Bar:
    return Bar(what, f"at least {form.format(bar)}", *_told(value, form, value >= bar))


def _told(value: float, form: str, reached: bool) -> tuple[str, bool | None]:
    return ("not measured", None) if math.isnan(value) else (form.format(value), reached)
