"""`entente compare`: what differs between studies, in what went in and in what came out."""

import hashlib
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.force import Address, NumberOfWorkers, opening
from sim.cli.results_folder import open_folder
from sim.cli.run import RESULTS, Draws, Runs, Seed
from sim.cli.scenario_file import read_scenario
from sim.cli.screen import busy, say
from sim.cli.work import Opening
from sim.core.errors import EntenteError, together

if TYPE_CHECKING:
    import pandas as pd

    from sim.ensemble import Ensemble
    from sim.ensemble.two_studies import TwoStudies
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Side:
    """One of the things compared: a study in its folder, or a scenario file."""

    name: str
    place: str
    scenario: "Scenario"
    model: str
    off: tuple[str, ...]
    ensemble: "Ensemble | None"


def compare(
    places: Annotated[
        list[str],
        typer.Argument(metavar="A B ...", help="Folders of studies, or scenario files.", show_default=False),
    ],
    inputs: Annotated[bool, typer.Option("--inputs", help="Only what differs in the inputs; runs nothing.")] = False,
    draws: Draws = None,
    runs: Runs = None,
    seed: Seed = None,
    out: Annotated[Path, typer.Option(help="Folder of all results.")] = RESULTS,
    workers: NumberOfWorkers = None,
    cluster: Address = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only where the tables are.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
    no_charts: Annotated[bool, typer.Option("--no-charts", help="Draw no charts.")] = False,
) -> None:
    """Set studies or scenario files against the first: what differs in the inputs, and in the effects of options."""
    if len(places) < 2:
        raise EntenteError("compare takes two or more folders of studies, or scenario files; there is only one")
    named = zip(cycle(ascii_uppercase), places, strict=False)
    sides = list(together(*(partial(_side, name, place, (draws, runs, seed)) for name, place in named)))
    changed = _inputs(sides)
    met = [] if inputs else _studies(sides, out, quiet or as_json, opening(workers, cluster))
    effects = [studies.effects().assign(other=studies.names[1]) for studies in met]
    command = shlex.join(["entente", "compare", *places])
    folder = _write(sides, changed, effects, out, command)
    if met and not no_charts:
        with busy("Drawing charts", quiet or as_json):
            _draw(met, folder, command)
    if as_json:
        from sim.cli.compare_view import as_document

        typer.echo(as_document(sides, changed, met, effects, folder))
    elif not quiet:
        from sim.cli.compare_view import print_comparison

        print_comparison(sides, changed, met, effects)
    if not as_json:
        say(folder.as_posix() if quiet else f"Results: {folder.as_posix()}")


def _side(name: str, place: str, sampling: tuple[int | None, int | None, int | None]) -> Side:
    path = Path(place)
    if path.is_dir():
        from sim.ensemble.results import read_manifest
        from sim.ensemble.study import as_run

        ensemble = open_folder(path)
        return Side(name, place, as_run(ensemble), read_manifest(path)["model"], ensemble.off, ensemble)
    scenario = read_scenario(place, [])
    if scenario.cases:
        names = ", ".join(case.name for case in scenario.cases)
        raise EntenteError(
            f"{place}: has cases ({names}); run it with --case NAME, or compare the folders cases/NAME of its study"
        )
    from sim.ensemble.study import sampled
    from sim.ensemble.version import model_version

    return Side(name, place, sampled(scenario, *sampling), model_version(), (), None)


def _inputs(sides: list[Side]) -> "pd.DataFrame":
    import pandas as pd

    from sim.experiments.input_diff import input_differences

    first, rows = sides[0], []
    for other in sides[1:]:
        found = [(d.path, d.before, d.after) for d in input_differences(first.scenario, other.scenario)]
        if first.off != other.off:
            found.append(("switched off", ", ".join(first.off) or "nothing", ", ".join(other.off) or "nothing"))
        if first.model != other.model:
            found.append(("version of the model", first.model, other.model))
        rows += [(other.name, *one) for one in found]
    return pd.DataFrame(rows, columns=["other", "path", "first", "second"])


def _studies(sides: list[Side], out: Path, quiet: bool, force: Opening) -> "list[TwoStudies]":
    from sim.ensemble.two_studies import TwoStudies

    first, *others = [(side, side.ensemble or _run(side, out, quiet, force)) for side in sides]
    met = [
        TwoStudies(first[1].scenario, first[1], ensemble, (first[0].name, side.name), (first[0].place, side.place))
        for side, ensemble in others
    ]
    for studies in met:
        # What was measured of nothing in common is said before anything is written.
        _ = studies.shared
    return met


def _run(side: Side, out: Path, quiet: bool, force: Opening) -> "Ensemble":
    """The study of a scenario file: the one that is there, or else one made now."""
    from sim.cli.run import put_together
    from sim.cli.work import simulate
    from sim.ensemble.atomic import check_writable
    from sim.ensemble.results import MANIFEST
    from sim.ensemble.simulated import simulated
    from sim.ensemble.study import study_folder

    scenario = side.scenario
    folder = study_folder(scenario, out)
    if (folder / MANIFEST).is_file():
        return open_folder(folder)
    sampling = ("--draws", str(scenario.draws), "--runs", str(scenario.runs), "--seed", str(scenario.seed))
    command = shlex.join(["entente", "run", side.place, *sampling])
    check_writable(out)
    began = datetime.now(UTC)
    ensemble, seconds = simulate(scenario, folder, quiet, (), force)
    put_together(ensemble, out, command, quiet, began, seconds)
    return simulated(ensemble)


def _write(sides: list[Side], changed: "pd.DataFrame", effects: "list[pd.DataFrame]", out: Path, command: str) -> Path:
    import pandas as pd

    from sim.ensemble.atomic import check_writable
    from sim.ensemble.store import note_run, write_table
    from sim.ensemble.study import ID_LENGTH

    check_writable(out)
    told = [word for side in sides for word in (side.scenario.digest(), side.model, *side.off)]
    name = hashlib.sha256("\n".join(told).encode()).hexdigest()[:ID_LENGTH]
    folder = out / "compare" / name
    write_table(folder / "tables" / "inputs", changed)
    if effects:
        write_table(folder / "tables" / "effects", pd.concat(effects, ignore_index=True))
    note_run(folder / "log.txt", datetime.now(UTC), 0.0, command)
    return folder


def _draw(met: "list[TwoStudies]", folder: Path, command: str) -> None:
    from sim.charts import CHARTS, save
    from sim.ensemble.store import write_table

    chart = CHARTS["difference"]
    for studies in met:
        stem = folder / "charts" / f"{chart.name}_{studies.names[1]}"
        write_table(stem, chart.data(studies))
        save(chart.draw(studies), stem, {"title": chart.title, "command": command})
