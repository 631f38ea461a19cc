"""Map: who stands with whom before and after, and what the option changed of it, on places that never move.

Places come from alignment at the start alone (`map_places`), so maps of different options can be laid side by side.
Boxes are states, filled by the bloc that they stand in; lines are pairs, friends unbroken and foes dashed.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.blocs import strongest
from sim.charts.chart import Chart
from sim.charts.choice import signatories
from sim.charts.letters import drawing
from sim.charts.map_places import map_places
from sim.charts.map_table import data, of_actors
from sim.charts.sheet import Sample, Sheet, axes_at, lines_height, new_sheet, wrap, write_at
from sim.charts.style import BASE, BASE_MIDDLE, DOWN, INK, MARGIN, RULE, SMALL, UP, WIDTH
from sim.charts.words import against_title, end_name, footer, listed, number, option_title, unit_name
from sim.ensemble import Ensemble
from sim.ensemble.kept import Numbers
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario

SURE, AGREED = 0.8, 0.8
BESIDE = 14  # maps of at most so many states stand side by side
ROOM, APART, LOW, TALL = (0.45, 0.27), 0.14, 1.9, 2.4
LINES_A_STATE, LEAST = 1.5, 0.1
THIN, THICK = 0.6, 3.2  # points
NAMED = 4
WITH = {"facecolor": INK, "edgecolor": INK, "linewidth": 1.0}
OTHER = {"facecolor": "white", "edgecolor": INK, "linewidth": 1.0}
UNSURE = {"facecolor": BASE_MIDDLE, "edgecolor": BASE, "linewidth": 1.0}
FRIENDS = {"color": UP, "linestyle": "-"}
FOES = {"color": DOWN, "linestyle": (0, (2.2, 1.1))}


class Look(NamedTuple):
    """One map: its head, its lines by pair, and the share of worlds in which each state is with the strongest."""

    head: str
    size: Numbers
    firm: Numbers
    least: float
    beside: dict[str, float]


@drawing
def draw(ensemble: Ensemble, option: str | None = None, against: str = BASELINE) -> Figure:
    """The alignment map before and after, and what the option changed; numbers and arguments are those of `data`."""
    table = data(ensemble, option, against)
    name, scenario, codes = str(table["option"].iloc[0]), ensemble.scenario, ensemble.scenario.actors
    looks = _looks(table, scenario, against)
    across = 3 if len(codes) <= BESIDE else 1
    wide = (WIDTH - 2 * MARGIN - APART * (across - 1)) / across
    tall = TALL if across == 1 else LOW
    heads = [wrap(look.head, wide, SMALL, "bold") for look in looks]
    head = lines_height(max(map(len, heads)), SMALL) + 0.1
    rows = -(-len(looks) // across)
    body = rows * (head + tall) + (rows - 1) * APART
    told = [one for one in (name, against) if one != BASELINE]
    notes = (_names(scenario), _note(scenario, against), *footer(ensemble, *told))
    lead = _lead(looks, option is None)
    sheet = new_sheet(_title(table, scenario), lead, _key(scenario, looks), body, notes)
    places = map_places(np.asarray(scenario.opening.figures["alignment"]), (wide, tall), ROOM)
    for k, look in enumerate(looks):
        left, top = MARGIN + (k % across) * (wide + APART), sheet.top - (k // across) * (head + tall + APART)
        _write_head(sheet, heads[k], left, top)
        axes = axes_at(sheet, left, top - head - tall, wide, tall, f"map {k}")
        _draw_map(axes, look, places, (wide, tall), (codes, signatories(ensemble, name)))
    return sheet.figure


def _looks(table: pd.DataFrame, scenario: Scenario, against: str) -> list[Look]:
    name, end = str(table["option"].iloc[0]), end_name(scenario)
    most = round(LINES_A_STATE * len(scenario.actors))
    levels = table[["start", "after"]].abs().to_numpy()
    least = max(LEAST, float(np.sort(levels.max(axis=1))[::-1][: most + 1][-1]))
    sure = np.ones(len(table), dtype=bool)
    band = OUTCOMES["alignment"].band
    changed = table["change"].abs().to_numpy()
    floor = max(band, float(np.sort(changed)[::-1][: most + 1][-1]) if len(changed) > most else band)
    after = of_actors(table, "after")
    return [
        Look(f"Before: {scenario.start_name}", table["start"].to_numpy(), sure, least, of_actors(table, "start")),
        Look(f"After: {end}, under {option_title(name, scenario)}", table["after"].to_numpy(), sure, least, after),
        Look(
            f"What it changed by {end}, against {against_title(against, scenario)}",
            table["change"].to_numpy(), table["agree"].to_numpy() >= AGREED, floor, after,
        ),
    ]  # fmt: skip


def _draw_map(
    axes: Axes, look: Look, places: Numbers, size: tuple[float, float], who: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    codes, parties = who
    axes.set(xlim=(0, size[0]), ylim=(0, size[1]), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(visible=True, color=RULE)
    i, j = np.triu_indices(len(codes), 1)
    shown = np.flatnonzero(np.abs(look.size) > look.least)
    reach = float(np.abs(look.size).max()) or 1.0
    for k in shown[np.argsort(np.abs(look.size[shown]), kind="stable")]:
        style = FRIENDS if look.size[k] > 0 else FOES
        part = (abs(float(look.size[k])) - look.least) / max(reach - look.least, 1e-12)
        line = THIN + (THICK - THIN) * part if look.firm[k] else THIN
        ends = places[[i[k], j[k]]]
        axes.plot(ends[:, 0], ends[:, 1], linewidth=line, alpha=0.85, zorder=2, solid_capstyle="butt", **style)
    for code, (x, y) in zip(codes, places, strict=True):
        share = look.beside[code]
        fill = WITH if share >= SURE else OTHER if share <= 1 - SURE else UNSURE
        bold = code in parties
        box = {"boxstyle": "square,pad=0.22", **fill, "linewidth": 2.0 if bold else 0.9}
        axes.text(
            x, y, code, fontsize=SMALL - 0.6, ha="center", va="center", zorder=4, bbox=box, gid=f"state {code}",
            color="white" if fill is WITH else INK, fontweight="bold" if bold else "normal",
        )  # fmt: skip


def _write_head(sheet: Sheet, lines: list[str], left: float, top: float) -> None:
    for k, line in enumerate(lines):
        write_at(sheet, left, top - lines_height(k, SMALL) - SMALL / 72, line, va="baseline", fontweight="bold")


def _key(scenario: Scenario, looks: list[Look]) -> list[Sample]:
    first = scenario.actors[strongest(scenario)]
    return [
        Sample(f"in the bloc of {first} in 80 of 100 worlds or more", "patch", WITH),
        Sample("in the other bloc in as many", "patch", OTHER),
        Sample("not settled", "patch", UNSURE),
        Sample(f"alignment above +{looks[0].least:.2f}; last map: moved closer", "line", {**FRIENDS, "linewidth": 2}),
        Sample(f"below {number(-looks[0].least, 2)}; last map: moved apart", "line", {**FOES, "linewidth": 2}),
    ]


def _title(table: pd.DataFrame, scenario: Scenario) -> str:
    after, without = of_actors(table, "after"), of_actors(table, "against")
    moved = [code for code in scenario.actors if (after[code] > 0.5) != (without[code] > 0.5)]
    under = option_title(str(table["option"].iloc[0]), scenario)
    if not moved:
        return f"{under} moves no state to the other bloc"
    names = [scenario.names[code] for code in moved[:NAMED]]
    names += [f"{len(moved) - NAMED} more"] if len(moved) > NAMED else []
    return f"Under {under} {listed(names)} {'stands' if len(moved) == 1 else 'stand'} with the other bloc"


def _lead(looks: list[Look], chosen: bool) -> str:
    why = " Of all options this one has the largest mean absolute effect." if chosen else ""
    return (
        f"Alignment of pairs of states ({unit_name('alignment')}), means over worlds: the thicker, the further from "
        f"zero. Last map: changes of more than {looks[2].least:.3f}; thin where fewer than 80 of 100 worlds agree.{why}"
    )


def _note(scenario: Scenario, against: str) -> str:
    whom = against_title(against, scenario)
    return (
        f"Blocs: the two sides that fit alignment best. Places come from alignment at the start, for every option "
        f"alike. From before to after much would have come anyway; the last map sets the same worlds against {whom}. "
        f"Bold: parties to the option."
    )


def _names(scenario: Scenario) -> str:
    # No-break spaces keep a code and its name on one line.
    return " · ".join(f"{code} {scenario.names[code]}".replace(" ", "\N{NO-BREAK SPACE}") for code in scenario.actors)


MAP = Chart("map", "Who stands with whom, before and after", draw, data)
