"""PolicyModel: one world of a scenario as a model of Mesa, a face on the engine that ensembles run."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import mesa
import numpy as np

from sim.abm import engine
from sim.abm.actor import Actor
from sim.abm.acts import named, replaced
from sim.abm.collect import Reporters, collector, values
from sim.abm.happenings import happenings
from sim.abm.levels import movable, rows_of, with_levels
from sim.abm.menu import Menu, menu_of
from sim.abm.opened import open_one, read, seed_of
from sim.abm.readings import Readings
from sim.core.errors import QuestionError
from sim.ensemble.run import watched
from sim.ensemble.subjects import subjects_of
from sim.model.choose import Chosen
from sim.model.enacted import Enacted
from sim.scenario import BASELINE, Scenario, policy
from sim.scenario.problems import unknown


class PolicyModel(Readings, mesa.Model):
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

    What can be read of it stands in `Readings`. The scenario as read is `loaded`: `scenario` is Mesa's own word from
    3.4 on.
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
        content, room = read(scenario, case, parameters or {})
        opened = open_one(content, room, option, seed_of(rng, content), draw, run, off)
        # Whoever draws from Mesa's generators gets those of this world.
        super().__init__(rng=int(opened.key))
        self.opened, self.loaded = opened, content
        self.codes, self.tools = content.actors, content.opening.instruments
        self.quarter, self.quarters = 0, content.quarters
        self.option = with_levels(opened.option, levels or {})
        self.policy = policy(content, self.option, opened.rows)
        self.last_acts = []
        self.taken = np.zeros(len(self.codes), bool)
        self.happened = []
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

    def set_level(self, provision: int, level: float) -> None:
        """Move the level (or change) that a provision of the option asks for, from the quarter that opens now.

        Raises
        ------
        QuestionError
            When there is no such provision, the level is out of bounds, or it can no longer change anything: what is
            signed or offered takes its level when it enters, and lives as any other agreement after.
        """
        option, world = with_levels(self.option, {provision: level}), self.world
        entered = np.asarray(world.treaties.entered)[rows_of(self.policy, provision)]
        if not movable(option.provisions[provision], self.quarter, entered):
            instrument = option.provisions[provision].instrument
            raise QuestionError(
                f"{option.name}, provision {provision} ({instrument}): it is too late to move its level"
            )
        self.option, self.policy = option, policy(self.loaded, option, self.opened.rows)
        self.world = replace(world, enacted=Enacted(self.policy, world.enacted.live))
        self._look()

    def menu(self, code: str) -> Menu:
        """Every act open to a state in the quarter that opens, its worth, its reasons and its odds."""
        actor = self.actor(code)
        found = engine.weigh(self._now(), np.int64(actor.number))
        return menu_of(code, self.date, found, self.intended[actor.number], self.codes, self.tools)

    def _kinds(self, minds: Mapping[str, type[Actor]]) -> dict[str, type[Actor]]:
        for code, kind in minds.items():
            if code not in self.codes:
                raise QuestionError(unknown("actor", code, self.codes))
            if not issubclass(kind, Actor):
                raise QuestionError(f"minds: what thinks for {code} must be a subclass of Actor, not {kind.__name__}")
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
            if getattr(actor.choose, "__func__", None) is Actor.choose:
                continue
            menu = self.menu(actor.code)
            act = actor.choose(menu)
            if act is not None:
                chosen[actor.number] = menu.checked(act)
        return replaced(self._seen.chosen, chosen, self.codes, self.tools) if chosen else self._seen.chosen
