"""What the pictures of one world show, as plain data for the browser: map, matrix, paths and ledger."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_hex

from sim.charts.blocs import sides, strongest
from sim.charts.map_places import map_places
from sim.charts.style import DIVERGING
from sim.charts.words import number, signed
from sim.dashboard.world import Numbers, Stage, Track
from sim.model.learn import MECHANISMS
from sim.scenario import Scenario
from sim.scenario.dates import QUARTERS_A_YEAR

Picture = dict[str, Any]
WIDTH, HEIGHT, BOX = 600.0, 430.0, (46.0, 32.0)  # in the map's own units
SHOWN = 0.4
TRUST = LinearSegmentedColormap.from_list("trust", ("#ffffff", "#d3e6f3", "#6aaed6", "#0072b2", "#003f66"))
NOBODY = "#eceae4"
MEANINGS = {(m.stock, m.name): m.meaning for m in MECHANISMS}
STEPS = 101


def places_of(scenario: Scenario) -> Numbers:
    """Where the states stand on the map, `(actor, 2)`, the same in every quarter and under every option."""
    return _places(np.asarray(scenario.opening.figures["alignment"]).tobytes(), len(scenario.actors))


@lru_cache(maxsize=16)
def _places(alignment: bytes, actors: int) -> Numbers:
    places = map_places(np.frombuffer(alignment).reshape(actors, actors), (WIDTH, HEIGHT), BOX)
    places[:, 1] = HEIGHT - places[:, 1]
    return places


def alignment_map(scenario: Scenario, alignment: Numbers, pair: tuple[str, str] | None) -> Picture:
    """The states at their places, their ties, and the two sides of the day."""
    codes, places = scenario.actors, places_of(scenario)
    mean = (alignment + alignment.T) / 2
    side = sides(mean, strongest(scenario))
    nodes = [
        {"code": c, "x": round(float(x), 1), "y": round(float(y), 1), "side": int(s), "picked": c in (pair or ())}
        | {"told": f"{scenario.names[c]}: {_side(int(s), scenario)}"}
        for c, (x, y), s in zip(codes, places, side, strict=True)
    ]
    edges = [_edge(scenario, mean, places, i, j, pair) for i, j in zip(*np.triu_indices(len(codes), 1), strict=True)]
    return {"nodes": nodes, "edges": sorted(filter(None, edges), key=lambda e: (e["picked"], abs(e["value"])))}


def side_names(scenario: Scenario) -> tuple[str, str]:
    """What the two sides of the map are called."""
    return _side(1, scenario), _side(-1, scenario)


def _side(side: int, scenario: Scenario) -> str:
    with_whom = scenario.names[scenario.actors[strongest(scenario)]]
    return f"with {with_whom}" if side > 0 else "the other side"


def _edge(
    scenario: Scenario, mean: Numbers, places: Numbers, i: int, j: int, pair: tuple[str, str] | None
) -> Picture | None:
    value, key = float(mean[i, j]), f"{scenario.actors[i]}:{scenario.actors[j]}"
    picked = pair is not None and set(pair) == set(key.split(":"))
    if abs(value) < SHOWN and not picked:
        return None
    ends = {"x1": places[i, 0], "y1": places[i, 1], "x2": places[j, 0], "y2": places[j, 1]}
    names = " – ".join(scenario.names[scenario.actors[k]] for k in (i, j))
    return {
        **{name: round(float(place), 1) for name, place in ends.items()},
        "key": key,
        "value": round(value, 3),
        "width": round(0.6 + 5 * max(0.0, abs(value) - SHOWN), 2),
        "picked": picked,
        "told": f"{names}: alignment {number(value, 2)}",
    }


def matrix(scenario: Scenario, values: Numbers, pair: tuple[str, str] | None, kind: str) -> Picture:
    """Every state's figure for every other as colours, row towards column.

    Parameters
    ----------
    kind
        `trust` (0 to 1), `alignment` (-1 to 1), or `change`, the difference between two of them.
    """
    codes = scenario.actors
    scale = max(0.05, float(np.nanmax(np.abs(values - np.diag(np.diag(values))))))
    level = {"trust": values, "alignment": (values + 1) / 2, "change": (values / scale + 1) / 2}[kind]
    shades = _SHADES["trust" if kind == "trust" else "diverging"]
    places = np.clip(np.rint(level * (STEPS - 1)), 0, STEPS - 1).astype(int)
    said = signed if kind == "change" else number
    colours, told = [], []
    for i, a in enumerate(codes):
        for j, b in enumerate(codes):
            colours.append(NOBODY if i == j else shades[places[i, j]])
            told.append(
                scenario.names[a] if i == j else f"{scenario.names[a]} → {scenario.names[b]}: {said(values[i, j], 2)}"
            )
    row, column = (codes.index(code) if pair else -1 for code in (pair or ("", "")))
    return {"codes": list(codes), "colours": colours, "told": told, "row": row, "column": column}


_SHADES = {
    "trust": [to_hex(TRUST(k / (STEPS - 1))) for k in range(STEPS)],
    "diverging": [to_hex(DIVERGING(k / (STEPS - 1))) for k in range(STEPS)],
}


def paths(stage: Stage, stock: str, pair: tuple[str, str]) -> Picture:
    """One pair so far under both options, with the axes."""
    i, j = (stage.scenario.actors.index(code) for code in pair)
    kinds = ("en-ours", "en-theirs")
    series = [
        {"name": name, "kind": kind, "values": [round(v, 4) for v in track.path(stock, i, j)]}
        for name, kind, track in zip(stage.options, kinds, stage.tracks, strict=True)
    ]
    values = [v for s in series for v in s["values"]]
    low, high, ticks = _axis(min(values), max(values), 0.0 if stock == "trust" else -1.0)
    start, quarters = stage.scenario.start, stage.scenario.quarters
    first = -start % QUARTERS_A_YEAR
    step = QUARTERS_A_YEAR * max(1, round(quarters / QUARTERS_A_YEAR / 6))
    dates = [{"quarter": q, "text": str((start + q) // QUARTERS_A_YEAR)} for q in range(first, quarters + 1, step)]
    return {
        "series": series,
        "range": [low, high],
        "ticks": ticks,
        "dates": dates,
        "quarters": quarters,
        "now": stage.quarter,
    }


def _axis(low: float, high: float, least: float) -> tuple[float, float, list[Picture]]:
    """Bounds at least .2 apart, in steps that read well, and a label for each."""
    middle, span = (low + high) / 2, max(0.2, (high - low) * 1.3)
    step = next(s for s in (0.05, 0.1, 0.2, 0.5) if span / s <= 6)
    bottom = max(least, np.floor((middle - span / 2) / step) * step)
    top = min(1.0, np.ceil((middle + span / 2) / step) * step)
    marks = np.arange(np.ceil(bottom / step - 1e-9), np.floor(top / step + 1e-9) + 1) * step
    return float(bottom), float(top), [{"value": round(float(m), 3), "text": number(float(m), 2)} for m in marks]


def ledger(stage: Stage, stock: str, pair: tuple[str, str]) -> Picture:
    """What moved a pair since the start under both options, the largest first, with what they add up to."""
    found = [track.model.ledger(*pair, stock) for track in stage.tracks]
    largest = max(1e-9, *(float(column.abs().max()) for column in found))
    order = sorted(found[0].index, key=lambda name: -max(abs(float(column[name])) for column in found))
    rows = [
        {
            "name": name.replace("_", " "),
            "meaning": MEANINGS.get((stock, name), ""),
            "values": [{"text": signed(float(c[name])), "share": round(float(c[name]) / largest, 4)} for c in found],
        }
        for name in order
        if any(abs(float(column[name])) >= 0.0005 for column in found)
    ]
    return {"rows": rows, "totals": [signed(float(column.sum())) for column in found]}


def happened(track: Track, names: Sequence[str]) -> list[str]:
    """What the last quarter brought, in words: crises and agreements first."""
    last = [h for h in track.model.happened if h.quarter == track.model.quarter - 1]
    return [h.what for h in sorted(last, key=lambda h: (h.kind == "act", not {h.first, h.second} & set(names)))]
