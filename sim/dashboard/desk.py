"""What one visitor's page holds. Every tab has its own, so that tabs do not disturb each other."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import solara

from sim.dashboard.asked import Asked
from sim.dashboard.many import Many
from sim.dashboard.prepare import Trouble, forget, prepared

if TYPE_CHECKING:
    from sim.dashboard.world import Stage

SPEEDS = ("1", "2", "4", "8")
ONE, MANY = "one", "many"


class Desk:
    """The state of a page.

    Attributes
    ----------
    asked
        What is to be shown.
    stage
        The world that is shown, or None.
    trouble
        What has to be mended, or None.
    moment
        Grows whenever the world has moved, so that pictures are drawn again.
    pair
        Codes of the pair looked at; empty before a scenario is there.
    stock
        Which ledger and path of it: `alignment` or `trust`.
    grid
        What the matrix shows.
    view
        One world or many.
    playing, speed
        Whether the world plays by itself, and quarters a second.
    reading
        Grows when the file is to be read again.
    many
        The ensemble of this page.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = solara.Reactive(asked)
        self.stage: solara.Reactive[Stage | None] = solara.Reactive(None)
        self.trouble: solara.Reactive[Trouble | None] = solara.Reactive(None)
        self.moment = solara.Reactive(0)
        self.pair: solara.Reactive[tuple[str, ...]] = solara.Reactive(())
        self.stock = solara.Reactive("alignment")
        self.grid = solara.Reactive("ours")
        self.view = solara.Reactive(ONE)
        self.playing = solara.Reactive(False)
        self.speed = solara.Reactive("2")
        self.reading = solara.Reactive(0)
        self.many = Many()

    def ask(self, **changes: object) -> None:
        """Ask for something else."""
        self.asked.set(replace(self.asked.value, **changes))

    def move(self, path: str, value: str) -> None:
        """Move a provision to a level; an empty value is that of the file."""
        self.asked.set(self.asked.value.with_level(path, value.strip()))

    def open(self, file: str) -> None:
        """Take another scenario, from its start."""
        self.playing.set(False)
        self.asked.set(Asked(file))

    def read_again(self) -> None:
        """Read the scenario file again."""
        forget()
        self.reading.set(self.reading.value + 1)

    def prepare(self, asked: Asked) -> None:
        """Put what is asked for on the stage, at the quarter that is shown; or say what has to be mended."""
        before = self.stage.value
        same = before is not None and before.file == asked.file
        found = prepared(asked, before.quarter if same else 0)
        if asked != self.asked.value:
            return
        if isinstance(found, Trouble):
            self.trouble.set(found)
            if not same:
                self.stage.set(None)
            return
        if not set(self.pair.value or ("",)) <= set(found.scenario.actors):
            self.pair.set(found.first_pair)
        self.trouble.set(None)
        self.stage.set(found)

    def pick(self, pair: str) -> None:
        """Look at a pair, `PAK:TUR`."""
        first, _, second = pair.partition(":")
        if first != second:
            self.pair.set((first, second))

    def step(self, *_: object) -> None:
        """Play one quarter."""
        stage = self.stage.value
        if stage is not None:
            stage.step()
            self.moment.set(self.moment.value + 1)

    def reset(self, *_: object) -> None:
        """Go back to the opening."""
        self.playing.set(False)
        stage = self.stage.value
        if stage is not None:
            stage.restart()
            self.moment.set(self.moment.value + 1)

    def play(self) -> None:
        """Play until paused or at the horizon."""
        while self.playing.value and (stage := self.stage.value) is not None:
            began = time.monotonic()
            if stage.over:
                self.playing.set(False)
                return
            self.step()
            time.sleep(max(0.0, 1 / float(self.speed.value) - (time.monotonic() - began)))
