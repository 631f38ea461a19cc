"""What a folder of results can be drawn as: which charts, and how each is asked for."""

import shlex
from collections.abc import Callable, Mapping
from functools import partial
from inspect import signature
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.cli.results_folder import open_folder
from sim.cli.screen import Progress, say_aside
from sim.core.errors import QuestionError, ResultsError

if TYPE_CHECKING:
    from pandas import DataFrame

    from sim.ensemble.swept import Swept

FLAGS = ("option", "pair", "actor", "outcome", "against")
Drawn = Callable[[Mapping[str, str], Progress | None], "tuple[Any, DataFrame]"]


class Drawable(NamedTuple):
    """A chart that a folder can be drawn as.

    Attributes
    ----------
    name, title
        For files, and for readers.
    takes
        Which of `FLAGS` it understands.
    draw
        Figure and numbers, from what was said; no figure where there is nothing to draw.
    costly
        Whether it runs many worlds that the folder does not have.
    """

    name: str
    title: str
    takes: tuple[str, ...]
    draw: Drawn
    costly: bool = False


def drawables(folder: Path) -> tuple[str, dict[str, Drawable]]:
    """What a folder holds (`study`, `sweep` or `sensitivity`), and the charts it can be drawn as.

    Raises
    ------
    ResultsError
        When it is not a folder of results.
    """
    from sim.ensemble.results import read_manifest

    again = shlex.split(str(read_manifest(folder).get("again", "")))
    kind = again[1] if len(again) > 1 and again[1] in ("sweep", "sensitivity") else "study"
    made = {"sweep": _of_sweep, "sensitivity": _of_sensitivity}.get(kind, lambda place, _: _of_study(place))
    return kind, {one.name: one for one in made(folder, again[2:])}


def _of_study(folder: Path) -> list[Drawable]:
    from sim.charts import CHARTS
    from sim.charts.chart import ASKED, COMPARISON, STUDY
    from sim.cli.chart_questions import COSTLY, QUESTIONS, Asked

    ensemble = open_folder(folder)

    def plain(name: str, said: Mapping[str, str], _: Progress | None) -> "tuple[Any, DataFrame]":
        return CHARTS[name].draw(ensemble, **said), CHARTS[name].data(ensemble, **said)

    def asked(name: str, said: Mapping[str, str], progress: Progress | None) -> "tuple[Any, DataFrame]":
        told = QUESTIONS[name][1](Asked(ensemble, folder, said, progress))
        if name == "timeline":
            return CHARTS[name].draw(ensemble, **told), told["table"]
        return CHARTS[name].draw(ensemble, **told), CHARTS[name].data(ensemble, **_known(CHARTS[name].data, told))

    def beside(said: Mapping[str, str], _: Progress | None) -> "tuple[Any, DataFrame]":
        from sim.ensemble.two_studies import TwoStudies

        if "against" not in said:
            raise QuestionError("chart difference: say which other folder with --against")
        other = Path(said["against"])
        places = (folder.as_posix(), other.as_posix())
        two = TwoStudies(ensemble.scenario, ensemble, open_folder(other), ("A", "B"), places)
        return CHARTS["difference"].draw(two), CHARTS["difference"].data(two)

    found = []
    for chart in CHARTS.values():
        if chart.of == STUDY:
            takes = tuple(flag for flag in FLAGS if flag in signature(chart.draw).parameters)
            found.append(Drawable(chart.name, chart.title, takes, partial(plain, chart.name)))
        elif chart.of == ASKED and chart.name in QUESTIONS:
            takes, costly = QUESTIONS[chart.name][0], chart.name in COSTLY
            found.append(Drawable(chart.name, chart.title, takes, partial(asked, chart.name), costly))
        elif chart.of == COMPARISON:
            found.append(Drawable(chart.name, chart.title, ("against",), beside, costly=True))
    return found


def _known(call: Callable[..., Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """As much of what was told as a function takes by name."""
    parameters = signature(call).parameters
    return {name: value for name, value in told.items() if name in parameters}


def _of_sweep(folder: Path, words: list[str]) -> list[Drawable]:
    from sim.charts import charts_of
    from sim.charts.chart import SWEEP

    def draw(name: str, said: Mapping[str, str], progress: Progress | None) -> "tuple[Any, DataFrame]":
        chart, swept = charts_of(SWEEP)[name], _swept(folder, words, progress)
        about = {{"pair": "subject"}.get(flag, flag): text for flag, text in said.items()}
        return chart.draw(swept, **about), chart.data(swept, **about)

    flags = ("outcome", "pair")
    return [
        Drawable(
            chart.name,
            chart.title,
            tuple(flag for flag in flags if chart.name != "response"),
            partial(draw, chart.name),
        )
        for chart in charts_of(SWEEP).values()
    ]


def _swept(folder: Path, words: list[str], progress: Progress | None) -> "Swept":
    """The sweep of a folder, from the worlds that it kept."""
    from sim.cli.force import workers_and_count
    from sim.ensemble.results import read_manifest
    from sim.experiments.sweep_study import SweepQuestion, run_sweep

    question, command = SweepQuestion(str(folder / words[0])), str(read_manifest(folder)["command"])
    force = workers_and_count(None, None)
    done = run_sweep(question, folder.parent.parent, *force, command=command, progress=progress)
    if done.folder.resolve() != folder.resolve():
        say_aside(
            f"The model has changed since {folder.as_posix()} was made; drawn anew from {done.folder.as_posix()}."
        )
    return done.swept


def _of_sensitivity(folder: Path, words: list[str]) -> list[Drawable]:
    import pandas as pd

    from sim.charts import CHARTS
    from sim.charts.sensitivity import KINDS, draw
    from sim.charts.sensitivity_kind import About
    from sim.experiments.sensitivity_question import SensitivityQuestion, asked_options
    from sim.scenario import load

    named = dict(pairwise(words))
    method = named.get("--method", "tornado")
    path, scenario = folder / "tables" / f"{method}.csv", load(folder / "scenario.resolved.yaml")
    if method not in KINDS or not path.is_file():
        raise ResultsError(
            f"{folder.as_posix()}: holds no table of a sensitivity; ask it again with `entente sensitivity`"
        )
    asked = SensitivityQuestion("", (), (), method, named.get("--option"), named.get("--against"))
    options = asked_options(scenario, asked)

    def drawn(said: Mapping[str, str], _: Progress | None) -> "tuple[Any, DataFrame]":
        table, told = pd.read_csv(path), pd.read_csv(folder / "tables" / "summary.csv")
        found = list(table[["outcome", "subject"]].drop_duplicates().itertuples(index=False, name=None))
        wanted = [one for one in found if said.get("outcome", one[0]) == one[0] and said.get("pair", one[1]) == one[1]]
        if not wanted:
            there = ", ".join(f"{outcome} of {subject}" for outcome, subject in found)
            raise QuestionError(f"{folder.as_posix()}: was not asked about that; there is {there}")
        outcome, subject = wanted[0]
        own, summary = (t[(t["outcome"] == outcome) & (t["subject"] == subject)] for t in (table, told))
        own = own.drop(columns=["outcome", "subject"]).reset_index(drop=True)
        summary = summary.drop(columns=["outcome", "subject"])
        return draw(method, About(scenario, options, outcome, subject), own, summary.iloc[0].to_dict()), own

    return [Drawable(method, CHARTS[method].title, ("outcome", "pair"), drawn)]
