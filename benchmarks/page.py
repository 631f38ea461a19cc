"""docs/performance.md, written from the measured figures."""

from pathlib import Path
from typing import Any

from benchmarks.bars import Bar, bars, exponent, number
from benchmarks.pools import DRAWS

PAGE = Path("docs/performance.md")
HEAD = """# How fast it is

Written by `make bench` from `benchmarks/results.json`; nothing here is typed in by hand. The two sides of every ratio
were measured in one run. A world is 28 states, 25 instruments and 40 quarters unless said otherwise; time is that of
one core.

| measured on | |
|---|---|
| machine | {processor}, {cores} cores, {busy} processes at work when it began |
| software | Python {python}, JAX {jax}, NumPy {numpy}, Mesa {mesa} |
| model | {model} |
| date | {date} |

## The bars

| what | bar | measured | |
|---|---|---|---|
"""
SPLIT = """
## Where the time of a world goes

The whole program under JAX's profiler: each compiled operation is timed where it stands and belongs to the part of the
quarter that called it; where XLA fused several lines into one operation, its time is shared by their arithmetic
(`benchmarks/split.py`). Luck is the address hash and what makes numbers of it, wherever it is used. *shocks* stands for
shocks and clauses, *outcomes* for what is measured of every scene, *rest* for what is carried from part to part:
copies, stacking of what is recorded, and products of which XLA no longer says where they came from.

| part | ms a world | share |
|---|---|---|
"""
FLOOR = """
## The floor

What the arithmetic of a world would take if this machine did nothing else, at rates measured on arrays that stay in the
nearest cache (`benchmarks/floor.py`). No program reaches it: the floor moves no data, compares nothing and works out
nothing twice.

| arithmetic | millions a world | millions a second: NumPy | JAX | ms a world |
|---|---|---|---|---|
"""
OTHERS = """
## Against the same model written otherwise

- **Plain agents in Mesa** (`benchmarks/plain_mesa.py`): the same quarter as a Mesa tutorial would write it, with no
  line of the engine. It agrees with the engine in every stock (`tests/model/test_plain_mesa.py`). A world takes it
  {plain:,.0f} ms, the engine {engine:.1f} ms, each in two processes at once: **{times:,.0f} times**.
- **NumPy** (`benchmarks/numpy_choice.py`): choices and luck of a quarter on whole arrays; it finds the engine's odds
  and choices. A world of choices takes {choice:.1f} ms and the other luck {luck:.1f} ms. The engine's whole world takes
  {world:.1f} ms, so a NumPy world that did nothing else would still take {whole:.1f} times as long; its choices and
  luck alone take the engine {parts:.1f} ms, {alike:.1f} times less.
"""
GROWTH = """
## Growth

Synthetic tables (`benchmarks/synthetic.py`), the baseline, every outcome measured.

| actors | instruments | quarters | ms a world | largest memory, compiling included, MB |
|---|---|---|---|---|
{rows}
From 40 to 195 actors time grows with the power {power:.2f} of their number.

![Milliseconds a world by number of actors, instruments and quarters](images/growth.png)

| worlds (nine options each) | seconds | largest process, MB |
|---|---|---|
{worlds}"""
STARTS = """
## Starting

| `entente run scenarios/minimal.yaml`, two worlds | seconds |
|---|---|
| nothing kept: loads, traces, compiles | {cold} |
| again: the compiled program is kept whole | {warm} |

A change of a number in a scenario needs no new compilation; a change of the number of actors, of quarters or of the
engine's source does.
"""
WORKERS = """
## Workers

The main scenario, 11 options in {worlds} worlds; workers are started before the clock. One and two take turns, three
times; of the three gains the middle one stands here.

| workers | one, s | two, s | gain |
|---|---|---|---|
"""


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    parts = (_head, _split, _floor, _others, _growth, _starts, _workers, _failed)
    return "".join(part(results) for part in parts)


def _head(results: dict[str, Any]) -> str:
    return HEAD.format(**results["machine"]) + "".join(_bar(bar) for bar in bars(results))


def _bar(bar: Bar) -> str:
    verdict = {True: "reached", False: "**missed**", None: "-"}[bar.reached]
    return f"| {bar.what} | {bar.bar} | {bar.measured} | {verdict} |\n"


def _split(results: dict[str, Any]) -> str:
    parts = results.get("split", {}).get("parts", {})
    whole = sum(parts.values())
    rows = [f"| {name} | {value:.2f} | {100 * value / whole:.0f} % |\n" for name, value in parts.items()]
    return SPLIT + "".join(rows) + f"| *all* | {whole:.2f} | 100 % |\n"


def _floor(results: dict[str, Any]) -> str:
    floor = results.get("floor", {})
    rates = floor.get("rates_millions_a_second", {})
    rows = [
        f"| {name.replace('_', '-')} | {floor['millions_a_world'][name]:.2f} | {rate['numpy']:,} | {rate['jax']:,} "
        f"| {floor['ms_world'][name]:.2f} |\n"
        for name, rate in rates.items()
    ]
    return FLOOR + "".join(rows) + f"| *all* | | | | {number(results, 'floor', 'floor_ms'):.2f} |\n"


def _others(results: dict[str, Any]) -> str:
    world, numpy = number(results, "split", "ms_world"), number(results, "numpy", "ms_world")
    parts = number(results, "split", "parts", "choose") + number(results, "split", "parts", "luck")
    return OTHERS.format(
        plain=number(results, "mesa", "plain_ms"),
        engine=number(results, "mesa", "engine_ms"),
        times=number(results, "mesa", "times"),
        choice=number(results, "numpy", "ms_world_choice"),
        luck=number(results, "numpy", "ms_world_luck"),
        world=world,
        whole=numpy / world,
        parts=parts,
        alike=numpy / parts,
    )


def _growth(results: dict[str, Any]) -> str:
    cases = [(name.split()[1:], case) for name, case in results.items() if name.startswith("growth ")]
    rows = [
        f"| {' | '.join(size)} | {case['ms_world']:.1f} | {case['memory_mb']:,} |\n"
        for size, case in cases
        if "ms_world" in case
    ]
    worlds = [
        f"| {count} | {number(results, f'worlds {count}', 'wall_s'):.0f} "
        f"| {number(results, f'worlds {count}', 'memory_mb'):,.0f} |\n"
        for count in (100, 1000)
        if f"worlds {count}" in results
    ]
    return GROWTH.format(rows="".join(rows), power=exponent(results), worlds="".join(worlds))


def _starts(results: dict[str, Any]) -> str:
    return STARTS.format(
        cold=f"{number(results, 'start cold', 'wall_s'):.1f}",
        warm=f"{number(results, 'start warm again', 'wall_s'):.1f}",
    )


def _workers(results: dict[str, Any]) -> str:
    rows = [
        f"| {name} | {found['1']:.1f} | {found['2']:.1f} | {found['1'] / found['2']:.2f} times |\n"
        for name, found in results.get("pools", {}).items()
        if isinstance(found, dict)
    ]
    return WORKERS.format(worlds=DRAWS) + "".join(rows)


def _failed(results: dict[str, Any]) -> str:
    lost = [f"- {name}: {found['failed']}\n" for name, found in results.items() if "failed" in found]
    return "\n## Measurements that failed\n\n" + "".join(lost) if lost else ""
