"""Readings: what can be asked of a world as it stands, by whoever looks at it."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.abm import engine, tables
from sim.abm.acts import Act, named
from sim.abm.happenings import Happening
from sim.abm.opened import Opened
from sim.core.errors import QuestionError
from sim.core.pairs import square
from sim.ensemble.subjects import subjects_of
from sim.model.policy import Policy
from sim.model.quarter import World
from sim.model.state import STOCKS
from sim.scenario import Option, Scenario
from sim.scenario.dates import quarter_name
from sim.scenario.problems import unknown

if TYPE_CHECKING:
    from sim.abm.actor import Actor

Numbers = NDArray[np.float64]
_SHARED = {stock.name for stock in STOCKS if stock.axes == "instrument pair"}


class Readings:
    """The part of a model that only reads.

    Attributes
    ----------
    loaded, opened
        The scenario as read, and the world before its first quarter.
    option, policy
        The option with its levels as they stand, by name and as the engine's rows.
    codes, tools
        Codes of states and keys of instruments, in the order of all arrays.
    quarter, quarters
        How many quarters have passed, and how many the scenario covers.
    world
        The engine's own world at the opening of the quarter to come.
    last_acts, taken
        What each state did in the quarter past, and whether what it proposed was accepted.
    happened
        All that has happened so far.
    """

    loaded: Scenario
    opened: Opened
    option: Option
    policy: Policy
    codes: tuple[str, ...]
    tools: tuple[str, ...]
    quarter: int
    quarters: int
    world: World
    last_acts: list[Act]
    taken: NDArray[np.bool_]
    happened: list[Happening]
    _seen: engine.Seen
    _actors: "dict[str, Actor]"

    @property
    def date(self) -> str:
        """The quarter that opens now, as `2027Q1`."""
        return self.date_of(self.quarter)

    def date_of(self, quarter: int) -> str:
        """A quarter counted from the start of the scenario, as `2027Q1`."""
        return quarter_name(self.loaded.start + quarter)

    def actor(self, code: str) -> "Actor":
        """The agent of a state.

        Raises
        ------
        QuestionError
            When there is none of that code.
        """
        if code not in self._actors:
            raise QuestionError(unknown("actor", code, self.codes))
        return self._actors[code]

    def stock(self, name: str, *, opening: bool = False) -> Numbers:
        """A stock as it stands, or as it stood at the start.

        Returns
        -------
        array
            `(actor, other)`, i's towards j in row i, or `(actor,)`; `(instrument, actor, other)` for agreements and
            implementation. `sim.model.state.STOCKS` lists them with units and bounds.
        """
        names = [stock.name for stock in STOCKS]
        if name not in names:
            raise QuestionError(unknown("stock", name, names))
        state = self.opened.setting.opening if opening else self.world.state
        values: Numbers = np.asarray(getattr(state, name))
        return np.asarray(square(values)) if name in _SHARED else values

    def outcome(self, name: str, subject: str = "world") -> float:
        """A measured outcome of any subject now: `PAK:TUR`, `IND:west`, `IND` or the world."""
        if name not in self._seen.measured:
            raise QuestionError(unknown("outcome", name, self._seen.measured))
        asked = subjects_of((name,), (subject,), self.codes, self.loaded.groups)
        if not asked.names[name]:
            raise QuestionError(f"{name} is not measured of {subject}")
        cells = np.ravel(np.asarray(self._seen.measured[name]))[asked.places[name]]
        return float(asked.of(name, cells)[0])

    @property
    def intended(self) -> list[Act]:
        """What each state will do by itself in the quarter that opens."""
        return named(self._seen.chosen, self.codes, self.tools)

    def provisions(self) -> pd.DataFrame:
        """Provisions of the option: number, instrument, parties, level, enter, dates, entered, in_force, movable."""
        return tables.provisions(self)

    def ledger(self, a: str, b: str, stock: str = "alignment") -> pd.Series:
        """What has moved a pair (for trust: a's in b) since the opening, by mechanism; it sums to the change."""
        return tables.ledger(self, a, b, stock)

    def agreements(self, *parties: str) -> pd.DataFrame:
        """Agreements in force, of all, of one state or between two."""
        return tables.agreements(self, *parties)

    def crises(self) -> pd.DataFrame:
        """Crises so far: first, second, crises, severe."""
        return tables.crises(self)

    def timeline(self) -> pd.DataFrame:
        """What has happened so far, a row each (`sim.abm.happenings.Happening`)."""
        return pd.DataFrame(self.happened, columns=list(Happening._fields))
