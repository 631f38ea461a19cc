"""One world as it is played: a model of Mesa, and what was seen of it quarter by quarter."""

from threading import RLock

import numpy as np
from numpy.typing import NDArray

from sim.abm import PolicyModel
from sim.scenario import Case, Scenario

Numbers = NDArray[np.float64]
STOCKS = ("alignment", "trust")


class Track:
    """One world under one option, as far as it has been played.

    Attributes
    ----------
    model
        The world itself.
    seen
        By stock, `(actor, other)` at the opening and after each quarter played.
    """

    def __init__(self, scenario: Scenario, option: str, world: int) -> None:
        self.model = PolicyModel(scenario, option, draw=world // scenario.runs, run=world % scenario.runs)
        self.seen: dict[str, list[Numbers]] = {stock: [] for stock in STOCKS}
        self._look()

    def step(self) -> None:
        """Play one quarter."""
        self.model.step()
        self._look()

    def now(self, stock: str) -> Numbers:
        """A stock as it stands, `(actor, other)`."""
        return self.seen[stock][-1]

    def path(self, stock: str, i: int, j: int) -> list[float]:
        """How i stood to j at the opening and after each quarter played."""
        return [float(values[i, j]) for values in self.seen[stock]]

    def _look(self) -> None:
        for stock in STOCKS:
            self.seen[stock].append(self.model.stock(stock))


class Stage:
    """Two options in one world, played side by side with the same luck.

    Attributes
    ----------
    scenario
        With the levels that were asked for.
    filed
        As its file says.
    cases, case
        Circumstances to choose from, and the name of those that hold; none and empty where the file has none.
    options, world
        Names of the two options, and the number of the world: draw * runs + run.
    tracks
        Under the option, and under the one it is set against.
    """

    def __init__(
        self,
        scenario: Scenario,
        filed: Scenario,
        cases: tuple[Case, ...],
        case: str,
        options: tuple[str, str],
        world: int,
        quarter: int,
    ) -> None:
        self.scenario, self.filed, self.cases, self.case = scenario, filed, cases, case
        self.options, self.world = options, world
        self._lock = RLock()
        # A quarter is played and thrown away, so that what it needs is compiled now and not at the first click.
        Track(scenario, options[0], world).step()
        self.tracks = self._opened()
        self.play_to(quarter)

    @property
    def quarter(self) -> int:
        """How many quarters were played."""
        return self.tracks[0].model.quarter

    @property
    def file(self) -> str:
        """Name of the scenario file."""
        return self.scenario.path.as_posix()

    @property
    def first_pair(self) -> tuple[str, str]:
        """The pair to look at first: the first two states that the scenario watches, or the first two there are."""
        codes = set(self.scenario.actors)
        pairs = (tuple(subject.split(":")) for subject in self.scenario.watch)
        first, second = next((p for p in pairs if len(p) == 2 and set(p) <= codes), self.scenario.actors[:2])
        return first, second

    @property
    def over(self) -> bool:
        """Whether the horizon is reached."""
        return self.quarter >= self.scenario.quarters

    @property
    def date(self) -> str:
        """The quarter that opens now."""
        return self.tracks[0].model.date

    def step(self) -> None:
        """Play one quarter under both options."""
        with self._lock:
            if not self.over:
                for track in self.tracks:
                    track.step()

    def play_to(self, quarter: int) -> None:
        """Play until so many quarters have passed, or to the horizon."""
        while self.quarter < min(quarter, self.scenario.quarters):
            self.step()

    def restart(self) -> None:
        """Go back to the opening of the same world."""
        with self._lock:
            self.tracks = self._opened()

    def _opened(self) -> tuple[Track, Track]:
        ours, theirs = (Track(self.scenario, option, self.world) for option in self.options)
        return ours, theirs
