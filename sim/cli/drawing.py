"""The charts of a run, drawn in a process of their own while this one writes tables and answers."""

from collections.abc import Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.screen import busy

if TYPE_CHECKING:
    from sim.ensemble import Ensemble

# What answers most questions; all others are a command away (`entente chart`).
IN_A_RUN = ("effects", "families", "fan", "moves", "reactions")


@contextmanager
def drawing(studies: "Mapping[Path, Ensemble]", quiet: bool, *, beside: bool) -> Iterator[None]:
    """Have the charts of studies drawn by the end of the block.

    Parameters
    ----------
    studies
        By folder; their worlds are there.
    quiet
        Say nothing while waiting.
    beside
        Draw in a process of its own meanwhile, which pays where there are many worlds; else at the end, in this one.
    """
    if not beside or not studies:
        yield
        _draw_all(studies, quiet)
        return
    from sim.core.workers import processes

    with processes(1, "sim.charts") as pool:
        drawn = [pool.submit(draw, ensemble, folder) for folder, ensemble in studies.items()]
        yield
        try:
            with busy("Drawing charts", quiet):
                for each in drawn:
                    each.result()
        except BrokenProcessPool:  # killed, as by a machine out of memory
            _draw_all(studies, quiet)


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
