"""PolicyModel: one world of a scenario as a model of Mesa, a face on the engine that ensembles run."""

from collections.abc import Mapping
from pathlib import Path

import mesa
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.abm import engine, tables
from sim.abm.actor import Actor
from sim.abm.acts import Act, named, replaced
from sim.abm.collect import Reporters, collector, values
from sim.abm.happenings import Happening, happenings
from sim.abm.levels import with_levels
from sim.abm.menu import Menu, menu_of
from sim.abm.opened import open_one, read, seed_of
from sim.core.errors import QuestionError
from sim.core.pairs import square
from sim.ensemble.run import watched
from sim.ensemble.subjects import subjects_of
from sim.model.choose import Chosen
from sim.model.state import STOCKS
from sim.scenario import BASELINE, Scenario, policy
from sim.scenario.dates import quarter_name
from sim.scenario.problems import unknown

Numbers = NDArray[np.float64]
_SHARED = {stock.name for stock in STOCKS if stock.axes == "instrument pair"}


class PolicyModel(mesa.Model):
    """One world of a scenario under one option, a quarter a step.

    Parameters
    ----------
    scenario
        A scenario file, or a scenario once read (`sim.load`), which spares reading it for every model.
    option
        Name of one of its options.
    draw, run
        Which world: a sample of the assumptions, and a stream of luck within it, both from 0. World `draw`, `run` of
        `sim.run(scenario, seed=rng)` is the same world.
    rng
        The seed that names the world together with draw and run; the scenario's own when left out.
    case
        Name of a case, where the scenario has cases.
    levels
        By number, levels that provisions of the option ask for in place of the file's (see `set_level`).
    parameters
        By name, pinned values.
    off
        Mechanisms and motives to switch off.
    minds
        By code, a subclass of `Actor` that overrides `choose()`.
    model_reporters, agent_reporters
        For Mesa's data collector, beside what it collects anyway.

    Attributes
    ----------
    loaded
        The scenario as read (`scenario` is Mesa's own word from 3.4 on).
    option
        The option, with levels as they stand.
    codes, tools
        Codes of states and keys of instruments, in the order of all arrays.
    quarter, quarters
        How many quarters have passed, and how many the scenario covers.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        option: str = BASELINE,
        *,
        draw: int = 0,
        run: int = 0,
        rng: int | np.integer | np.random.SeedSequence | None = None,
        case: str | None = None,
        levels: Mapping[int, float] | None = None,
        parameters: Mapping[str, float] | None = None,
        off: tuple[str, ...] = (),
        minds: Mapping[str, type[Actor]] | None = None,
        model_reporters: Reporters | None = None,
        agent_reporters: Reporters | None = None,
    ) -> None:
        content = read(scenario, case, parameters or {})
        opened = open_one(content, option, seed_of(rng, content), draw, run, off)
        # Whoever draws from Mesa's generators gets those of this world.
        super().__init__(rng=int(opened.key))
        self.opened, self.loaded = opened, content
        self.codes, self.tools = content.actors, content.opening.instruments
        self.quarter, self.quarters = 0, content.quarters
        self.option = with_levels(opened.option, levels or {})
        self.policy = policy(content, self.option, opened.rows)
        self.last_acts: list[Act] = []
        self.taken = np.zeros(len(self.codes), bool)
        self.happened: list[Happening] = []
        self._subjects = subjects_of(content.outcomes, watched(content), content.actors, content.groups)
        self._actors = {code: kind(self, code) for code, kind in self._kinds(minds or {}).items()}
        # Mesa 3.3 numbers agents in a table that would keep every model for ever.
        vars(mesa.Agent).get("_ids", {}).pop(self, None)
        self.world = engine.begin(opened.setting, self.policy, opened.shocks, opened.key)
        self._look()
        self.datacollector = collector(self._subjects, model_reporters, agent_reporters)
        self.datacollector.collect(self)

    def step(self) -> None:
        """One quarter: every state perceives and chooses, the acts are carried out, crises erupt, all learn.

        The step after the last quarter changes nothing and ends the run (`running` is then False): Mesa 3.3's batch
        runner reports the row before its last step, which so is the horizon.
        """
        if self.quarter >= self.quarters:
            self.running = False
            return
        before, chosen = self.world, self._with_minds()
        self.world, events = engine.act(self._now(), chosen)
        self.last_acts, self.taken = named(events.chosen, self.codes, self.tools), np.asarray(events.taken)
        self.quarter += 1
        self.happened += happenings(self, before, self.world)
        self._look()
        self.datacollector.collect(self)

    @property
    def date(self) -> str:
        """The quarter that opens now, as `2027Q1`."""
        return self.date_of(self.quarter)

    def date_of(self, quarter: int) -> str:
        """A quarter counted from the start of the scenario, as `2027Q1`."""
        return quarter_name(self.loaded.start + quarter)

    def actor(self, code: str) -> Actor:
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

    def set_level(self, provision: int, level: float) -> None:
        """Move the level (or change) that a provision of the option asks for, from the quarter that opens now.

        Imposed provisions follow it; what is signed or offered takes it when it enters, and lives on its own after.
        """
        self.option = with_levels(self.option, {provision: level})
        self.policy = policy(self.loaded, self.option, self.opened.rows)
        self._look()

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

    def menu(self, code: str) -> Menu:
        """Every act open to a state in the quarter that opens, its worth, its reasons and its odds."""
        actor = self.actor(code)
        found = engine.weigh(self._now(), np.int64(actor.number))
        own = named(self._seen.chosen, self.codes, self.tools)[actor.number]
        return menu_of(code, self.date, found, own, self.codes, self.tools)

    def _kinds(self, minds: Mapping[str, type[Actor]]) -> dict[str, type[Actor]]:
        for code in minds:
            if code not in self.codes:
                raise QuestionError(unknown("actor", code, self.codes))
        return {code: minds.get(code, Actor) for code in self.codes}

    def _now(self) -> engine.Now:
        opened = self.opened
        return engine.Now(self.world, opened.setting, self.policy, opened.shocks, np.int64(self.quarter), opened.key)

    def _look(self) -> None:
        self._seen = engine.see(self._now(), outcomes=self.loaded.outcomes)
        self.watched = values(self._subjects, self._seen.measured)

    def _with_minds(self) -> Chosen:
        chosen = {}
        for actor in self._actors.values():
            if type(actor).choose is Actor.choose:
                continue
            menu = self.menu(actor.code)
            act = actor.choose(menu)
            if act is not None:
                chosen[actor.number] = menu.checked(act)
        return replaced(self._seen.chosen, chosen, self.codes, self.tools) if chosen else self._seen.chosen
