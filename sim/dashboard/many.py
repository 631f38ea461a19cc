"""Many worlds: an ensemble of the options on the page, run behind it, with how far it has come and a way to stop it.

Worlds are written to the results folder as they are done, a stretch of them at a time. Stopping waits for the
stretches in hand and keeps them, so the next run, here or by `entente run`, goes on from there.
"""

import logging
import shlex
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import solara

from sim.core.errors import EntenteError, QuestionError
from sim.dashboard.asked import BASELINE, Asked
from sim.dashboard.offered import results_root

if TYPE_CHECKING:
    from sim.dashboard.world import Stage
    from sim.ensemble import Ensemble
    from sim.ensemble.compute import Force
    from sim.scenario import Scenario

log = logging.getLogger(__name__)
# Processes take some seconds to start; fewer worlds than this, over all options, are done sooner without.
FEW = 200
MOST = 100_000


@dataclass(frozen=True)
class Progress:
    """How far an ensemble has come.

    Attributes
    ----------
    running, stopping
        Whether it is at work, and whether it was told to stop.
    share
        Of the work that was left when it began.
    said
        The same in words.
    asked
        What was asked for when it began.
    draws, runs
        As written when it began; empty before.
    found
        The ensemble, once it is whole.
    """

    running: bool = False
    stopping: bool = False
    share: float = 0.0
    said: str = ""
    asked: Asked | None = None
    draws: str = ""
    runs: str = ""
    found: "Ensemble | None" = field(default=None, repr=False)


class Stopped(Exception):  # noqa: N818  (no error: somebody asked for it)
    """Raised where an ensemble tells how far it has come, to end it there."""


class Many:
    """The ensemble of one page.

    Attributes
    ----------
    state
        How far it has come.
    """

    def __init__(self) -> None:
        self.state: solara.Reactive[Progress] = solara.Reactive(Progress())
        self._stop = Event()

    def start(self, asked: Asked, stage: "Stage", pair: tuple[str, ...], draws: str, runs: str) -> None:
        """Run the options on the stage, and the baseline, in so many worlds, and watch the pair too."""
        if self.state.value.running:
            return
        asking = Progress(asked=asked, draws=draws.strip(), runs=runs.strip())
        try:
            scenario = chosen(stage, pair, _whole(draws, "samples"), _whole(runs, "streams of luck"))
        except EntenteError as error:
            self.state.set(replace(asking, said=str(error)))
            return
        self._stop.clear()
        self.state.set(replace(asking, running=True, said="Preparing the model."))
        Thread(target=self._work, args=(scenario,), daemon=True).start()

    def stop(self, *_: object) -> None:
        """End it after the worlds in hand; nothing that was done is lost."""
        self._stop.set()
        now = self.state.value
        if now.running:
            self.state.set(replace(now, stopping=True, said="Stopping: the worlds in hand are finished and kept."))

    def _work(self, scenario: "Scenario") -> None:
        from sim.ensemble.atomic import check_writable
        from sim.ensemble.run import run
        from sim.ensemble.simulated import simulated
        from sim.ensemble.study import study_folder

        worlds = scenario.draws * scenario.runs
        root = results_root()
        try:
            check_writable(root)
            folder = study_folder(scenario, root)
            force = _processes() if worlds * len(scenario.options) > FEW else None
            found = simulated(run(scenario, folder=folder, force=force, progress=self._tell))
        except Stopped:
            self._end(said=_stopped(scenario, root))
        except EntenteError as error:
            self._end(said=str(error))
        except Exception as error:  # a visitor sees a sentence and the operator the trace, whatever it was
            log.exception("an ensemble failed")
            self._end(said=f"The program failed here: {type(error).__name__}: {error}")
        else:
            self._end(said=_done(found, folder, self.state.value), found=found)

    def _end(self, **found: Any) -> None:
        self.state.set(replace(self.state.value, running=False, stopping=False, share=0.0, **found))

    def _tell(self, done: int, total: int) -> None:
        if self._stop.is_set() and done < total:
            raise Stopped
        said = f"{done} of {total} stretches of worlds are done."
        self.state.set(replace(self.state.value, share=done / total, said=said))


def chosen(stage: "Stage", pair: tuple[str, ...], draws: int, runs: int) -> "Scenario":
    """The scenario with the options on the stage and the baseline alone, a pair watched too, and so many worlds."""
    scenario = stage.scenario
    wanted = {BASELINE, *stage.options}
    order = (BASELINE, *stage.options)
    options = tuple(sorted((o for o in scenario.options if o.name in wanted), key=lambda o: order.index(o.name)))
    compare = tuple(pair for pair in scenario.compare if set(pair) <= wanted)
    watched = {frozenset(subject.split(":")) for subject in scenario.watch}
    watch = scenario.watch if frozenset(pair) in watched else (*scenario.watch, ":".join(sorted(pair)))
    return replace(
        scenario, options=options, compare=compare, watch=watch, expects=(), sweep=None, draws=draws, runs=runs
    )


def _whole(text: str, what: str) -> int:
    if not (text.strip().isdecimal() and 1 <= int(text) <= MOST):
        raise QuestionError(f"{what}: write a whole number from 1 to {MOST}, not {text.strip() or 'nothing'}")
    return int(text)


def _processes() -> "Force":
    from sim.core.workers import cores, processes
    from sim.ensemble.compute import Force

    return Force(partial(processes, cores(), "sim.ensemble.batch"), cores())


def _stopped(scenario: "Scenario", root: Path) -> str:
    where = f"{root.as_posix()}/{scenario.path.stem}"
    return f"Stopped. Worlds that were done are kept in {where}; the same numbers go on from there."


def _done(found: "Ensemble", folder: Path, asking: Progress) -> str:
    failed = found.worlds - int(found.sound().sum())
    left = "".join(f" {said}" for said in found.left_out)
    left += f" {failed} gave numbers that are not finite and are left out." if failed else ""
    size = f"{found.worlds} worlds ({found.draws} samples × {found.runs} streams of luck)"
    again = _command(asking.asked, found) if asking.asked else ""
    return f"{size} are kept in {folder.as_posix()}.{left} Every option of the file in the same worlds: {again}"


def _command(asked: Asked, found: "Ensemble") -> str:
    case = ["--case", asked.case] if asked.case else []
    sampling = ["--draws", str(found.draws), "--runs", str(found.runs)]
    return shlex.join(["entente", "run", asked.file, *asked.overrides, *sampling, *case])
