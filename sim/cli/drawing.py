"""The charts of a run, drawn in a process of their own while this one writes tables and answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.screen import busy

if TYPE_CHECKING:
    from sim.ensemble import Ensemble

Draw = Callable[["Mapping[Path, Ensemble]"], None]
# What answers most questions; all others are a command away (`entente chart`).
IN_A_RUN = ("effects", "families", "fan", "moves", "reactions")


@contextmanager
def drawing(wanted: bool, quiet: bool, *, beside: bool) -> Iterator[Draw]:
    """Give what takes studies, by folder, whose charts are drawn by the end of the block.

    Parameters
    ----------
    wanted
        Whether charts are drawn at all.
    quiet
        Say nothing while waiting.
    beside
        Draw in a process of its own, which pays where there are many worlds; else at the end, in this one. It starts at
        once, so that what drawing needs is loaded while worlds run.
    """
    studies: dict[Path, Ensemble] = {}
    if not (wanted and beside):
        yield studies.update
        if wanted:
            _draw_all(studies, quiet)
        return
    from sim.core.workers import processes

    with ExitStack() as stack:
        asked: list[Future[None]] = []
        with suppress(BrokenProcessPool):
            pool = stack.enter_context(processes(1, "sim.cli.drawing"))
            asked.append(pool.submit(_load))

        def hand_over(more: "Mapping[Path, Ensemble]") -> None:
            studies.update(more)
            if asked:
                with suppress(BrokenProcessPool):
                    asked.extend(pool.submit(draw, ensemble, folder) for folder, ensemble in more.items())

        yield hand_over
        if not _all_done(asked, 1 + len(studies), quiet):
            _draw_all(studies, quiet)


def _all_done(asked: Sequence[Future[None]], number: int, quiet: bool) -> bool:
    """Wait; false when the process was never there, or was killed, as by a machine out of memory."""
    try:
        with busy("Drawing charts", quiet):
            for each in asked:
                each.result()
    except BrokenProcessPool:
        return False
    return len(asked) == number


def _load() -> None:
    for name in ("sim.charts", "sim.ensemble.simulated", "sim.ensemble.store"):
        import_module(name)


def draw(ensemble: "Ensemble", folder: Path) -> None:
    """Draw the charts of a run into the folder of a study, with their numbers beside them."""
    from sim.charts import CHARTS, save
    from sim.ensemble.simulated import simulated
    from sim.ensemble.store import write_table

    ensemble = simulated(ensemble)
    again = " ".join(["entente run scenario.resolved.yaml", *(f"--without {name}" for name in ensemble.off)])
    for chart in (CHARTS[name] for name in IN_A_RUN):
        stem = folder / "charts" / chart.name
        write_table(stem, chart.data(ensemble))
        save(chart.draw(ensemble), stem, {"title": chart.title, "command": again})


def _draw_all(studies: "Mapping[Path, Ensemble]", quiet: bool) -> None:
    with busy("Drawing charts", quiet):
        for folder, ensemble in studies.items():
            draw(ensemble, folder)
