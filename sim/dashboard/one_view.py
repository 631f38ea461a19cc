"""One world: two maps side by side, who trusts whom, and what moved the pair that was clicked."""

from typing import TYPE_CHECKING

import solara

from sim.dashboard import words
from sim.dashboard.desk import SPEEDS, Desk
from sim.dashboard.parts import Ledger, Lines, Map, Matrix, Message, Pick, Player, Tabs

if TYPE_CHECKING:
    from sim.dashboard.world import Stage

OURS, THEIRS, CHANGE = "ours", "theirs", "change"
GRIDS = [
    {"value": OURS, "text": "Option"},
    {"value": THEIRS, "text": "Beside it"},
    {"value": CHANGE, "text": "Difference"},
]
STOCKS = [{"value": "alignment", "text": "Alignment"}, {"value": "trust", "text": "Trust"}]
MOST_NEWS = 3


@solara.component
def OneWorld(desk: Desk) -> None:
    """The world on the stage, as it stands now."""
    stage, _ = desk.stage.value, desk.moment.value
    Message(title=words.ONE_WORLD, lines=[words.ONE_WORLD_WHY], kind="en-caution")
    Player(
        playing=desk.playing.value,
        over=stage.over,
        quarter=stage.quarter,
        quarters=stage.scenario.quarters,
        date=stage.date,
        speed=desk.speed.value,
        speeds=list(SPEEDS),
        event_stepped=desk.step,
        event_played=lambda *_: desk.playing.set(not desk.playing.value),
        event_reset=desk.reset,
        event_paced=desk.speed.set,
    )
    with solara.Div(classes=["en-two"]):
        for place in (0, 1):
            OneMap(desk, place)
    with solara.Div(classes=["en-three"]):
        Grid(desk)
        Pair(desk)
        Moved(desk)


def titles(stage: "Stage") -> list[str]:
    """What the two options are called."""
    return [stage.scenario.option(name).title or name for name in stage.options]


@solara.component
def OneMap(desk: Desk, place: int) -> None:
    """The alignment map under one of the two options."""
    from sim.dashboard.pictures import HEIGHT, SHOWN, WIDTH, alignment_map, happened, side_names

    stage, _ = desk.stage.value, desk.moment.value
    title, track = titles(stage)[place], stage.tracks[place]
    picture = alignment_map(stage.scenario, track.now("alignment"), desk.pair.value or None)
    label = f"Alignment map, {title}, {stage.date}"
    with solara.Div(classes=["en-card", f"en-{(OURS, THEIRS)[place]}"]):
        Said("h2", title)
        Map(**picture, width=WIDTH, height=HEIGHT, label=label, event_picked=desk.pick)
        Said("p", words.map_key(*side_names(stage.scenario), SHOWN), "en-key")
        Said("p", words.news_line(happened(track, desk.pair.value)[:MOST_NEWS]), "en-news")


@solara.component
def Grid(desk: Desk) -> None:
    """Who trusts whom, or where the two options differ."""
    from sim.dashboard.pictures import matrix

    stage, _ = desk.stage.value, desk.moment.value
    ours, theirs = (track.now("trust") for track in stage.tracks)
    values = {OURS: ours, THEIRS: theirs, CHANGE: ours - theirs}[desk.grid.value]
    change = desk.grid.value == CHANGE
    picture = matrix(stage.scenario, values, desk.pair.value or None, CHANGE if change else "trust")
    with solara.Div(classes=["en-card"]):
        Said("h2", "Who trusts whom")
        Tabs(label="Trust under", value=desk.grid.value, choices=GRIDS, event_chosen=desk.grid.set)
        Matrix(**picture, label="Trust of the row in the column", event_picked=desk.pick)
        Said("p", words.grid_key(change), "en-key")


@solara.component
def Pair(desk: Desk) -> None:
    """One pair so far."""
    from sim.charts.words import number
    from sim.dashboard.pictures import paths

    stage, _ = desk.stage.value, desk.moment.value
    (first, second), stock = desk.pair.value, desk.stock.value
    names = stage.scenario.names
    actors = [{"value": code, "text": names[code]} for code in stage.scenario.actors]
    picture = paths(stage, stock, (first, second))
    link = "in" if stock == "trust" else "and"
    now = [f"{title}: {number(s['values'][-1])}" for title, s in zip(titles(stage), picture["series"], strict=True)]
    with solara.Div(classes=["en-card"]):
        Said("h2", f"{stock.capitalize()}: {names[first]} {link} {names[second]}")
        with solara.Div(classes=["en-row"]):
            Pick(label="State", value=first, choices=actors, event_chosen=lambda code: desk.pick(f"{code}:{second}"))
            Pick(label="with", value=second, choices=actors, event_chosen=lambda code: desk.pick(f"{first}:{code}"))
        Tabs(label="What to show", value=stock, choices=STOCKS, event_chosen=desk.stock.set)
        Lines(**picture, label=f"{stock} of {names[first]} {link} {names[second]} over time")
        Said("p", words.path_key(stock, *now), "en-key en-now-said")


@solara.component
def Moved(desk: Desk) -> None:
    """What moved the pair since the start."""
    from sim.dashboard.pictures import ledger

    stage, _ = desk.stage.value, desk.moment.value
    with solara.Div(classes=["en-card"]):
        Said("h2", "What moved it, by mechanism")
        Ledger(options=titles(stage), **ledger(stage, desk.stock.value, desk.pair.value))
        Said("p", words.LEDGER, "en-key")


def Said(tag: str, text: str, kind: str = "") -> None:
    """Plain text in an element; what it holds is never read as markup."""
    solara.v.Html(tag=tag, class_=kind, children=[text])
