"""The parts of the page, each drawn by a template beside this file, in the browser and without a round trip."""

from collections.abc import Callable, Sequence
from typing import Any

import solara

Items = Sequence[dict[str, Any]]
Heard = Callable[[Any], None]


@solara.component_vue("pick.vue", vuetify=False)
def Pick(*, label: str, value: str, choices: Items, event_chosen: Heard, about: str = "") -> None:
    """One of several, in the browser's own list."""


@solara.component_vue("tabs.vue", vuetify=False)
def Tabs(*, label: str, value: str, choices: Items, event_chosen: Heard) -> None:
    """One of a few, all in sight."""


@solara.component_vue("number.vue", vuetify=False)
def Number(*, label: str, value: str, event_given: Heard, more: str = "", about: str = "") -> None:
    """A whole number, as written, and a button for the next one."""


@solara.component_vue("levers.vue", vuetify=False)
def Levers(*, levers: Items, event_moved: Heard) -> None:
    """Sliders, each with its number."""


@solara.component_vue("player.vue", vuetify=False)
def Player(
    *,
    playing: bool,
    over: bool,
    quarter: int,
    quarters: int,
    date: str,
    speed: str,
    speeds: Sequence[str],
    event_stepped: Heard,
    event_played: Heard,
    event_reset: Heard,
    event_paced: Heard,
) -> None:
    """Step, play, reset, and where the world stands."""


@solara.component_vue("message.vue", vuetify=False)
def Message(
    *,
    title: str,
    lines: Sequence[str] = (),
    kind: str = "en-note",
    button: str = "",
    event_pressed: Heard | None = None,
) -> None:
    """Some sentences; those of kind `en-wrong` say what to mend."""


@solara.component_vue("map.vue", vuetify=False)
def Map(*, nodes: Items, edges: Items, width: float, height: float, label: str, event_picked: Heard) -> None:
    """States at their places, with ties; a tie or two states can be clicked."""


@solara.component_vue("matrix.vue", vuetify=False)
def Matrix(
    *,
    codes: Sequence[str],
    colours: Sequence[str],
    told: Sequence[str],
    row: int,
    column: int,
    label: str,
    event_picked: Heard,
) -> None:
    """Every state's figure for every other; a cell can be clicked."""


@solara.component_vue("lines.vue", vuetify=False)
def Lines(
    *, series: Items, range: Sequence[float], ticks: Items, dates: Items, quarters: int, now: int, label: str
) -> None:
    """One pair over time, a line for each option."""


@solara.component_vue("ledger.vue", vuetify=False)
def Ledger(*, options: Sequence[str], rows: Items, totals: Sequence[str]) -> None:
    """What moved a pair, a row for each mechanism and a column for each option."""


@solara.component_vue("runner.vue", vuetify=False)
def Runner(
    *,
    draws: str,
    runs: str,
    running: bool,
    stopping: bool,
    share: float,
    said: str,
    event_started: Heard,
    event_stopped: Heard,
) -> None:
    """How many worlds, start and stop, and how far they have come."""


@solara.component_vue("effects.vue", vuetify=False)
def Effects(*, caption: str, rows: Items, event_picked: Heard) -> None:
    """Effects at the horizon, a row for each pair."""
