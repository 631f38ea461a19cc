"""`entente chart`: any chart of a folder of results."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.asking import AsJson
from sim.cli.results_folder import Results
from sim.cli.screen import busy, progress, say, say_aside
from sim.core.errors import EntenteError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.cli.chart_folders import Drawable

ENDINGS = (".png", ".svg", ".csv")


def chart(
    results: Results,
    name: Annotated[str | None, typer.Argument(help="Which chart (`entente list charts`).", show_default=False)] = None,
    option: Annotated[str | None, typer.Option(help="The option it is about.", show_default=False)] = None,
    pair: Annotated[
        str | None,
        typer.Option(metavar="PAK:TUR", help="Whom it is about: a pair, a state or world.", show_default=False),
    ] = None,
    outcome: Annotated[str | None, typer.Option(help="The outcome it is about.", show_default=False)] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="IND", help="The state whose choices are told.", show_default=False)
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(help="What the option is set against; of `difference`, the other folder.", show_default=False),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Every chart that needs no further worlds.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="STEM", help="Path without ending; with --all a folder.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Draw a chart of results as PNG, SVG and CSV; what is left out is chosen and said on the chart."""
    from sim.cli.chart_folders import drawables

    given = {"option": option, "pair": pair, "outcome": outcome, "actor": actor, "against": against}
    said = {flag: text for flag, text in given.items() if text is not None}
    kind, known = drawables(results)
    chosen = _chosen(kind, known, name, whole)
    made, refused = [], []
    for one in chosen:
        own = {flag: text for flag, text in said.items() if flag in one.takes} if whole else _taken(one, said)
        try:
            made.append(_draw(results, one, own, _stem(results, one, own, out, whole), as_json))
        except QuestionError as error:
            if not whole:
                raise
            refused.append(f"{one.name} was not drawn: {error}")
    if as_json:
        typer.echo(json.dumps({"charts": [path.as_posix() for path in made]}, indent=2, ensure_ascii=False))
    else:
        for path in made:
            say(f"Chart: {path.as_posix()} (and .svg, .csv)")
    for line in refused:
        say_aside(line)


def _chosen(kind: str, known: "Mapping[str, Drawable]", name: str | None, whole: bool) -> "list[Drawable]":
    """The charts asked for.

    Raises
    ------
    EntenteError
        When none is named, or one that these results cannot be drawn as.
    """
    if whole and name is not None:
        raise EntenteError(f"write either {name} or --all")
    if whole:
        return [one for one in known.values() if not one.costly]
    if name is None:
        raise EntenteError(f"say which chart, or --all; of a {kind} there are {', '.join(known)}")
    if name not in known:
        from sim.charts import CHARTS
        from sim.scenario.problems import unknown

        other = f"{name} is no chart of a {kind}, but of a {CHARTS[name].of}; " if name in CHARTS else ""
        there = f"there are {', '.join(known)}" if other else unknown("chart", name, known)
        raise EntenteError(other + there)
    return [known[name]]


def _taken(one: "Drawable", said: "Mapping[str, str]") -> "Mapping[str, str]":
    wrong = [f"--{flag}" for flag in said if flag not in one.takes]
    if wrong:
        takes = ", ".join(f"--{flag}" for flag in one.takes) or "nothing but --out"
        raise EntenteError(f"chart {one.name} does not take {' or '.join(wrong)}; it takes {takes}")
    return said


def _stem(results: Path, one: "Drawable", said: "Mapping[str, str]", out: Path | None, whole: bool) -> Path:
    words = [
        text.replace(":", "-") for flag, text in said.items() if not (one.name == "difference" and flag == "against")
    ]
    if out is None:
        return results / "charts" / "_".join((one.name, *words))
    if whole:
        return out / one.name
    return out.with_suffix("") if out.suffix in ENDINGS else out


def _draw(results: Path, one: "Drawable", said: "Mapping[str, str]", stem: Path, quiet: bool) -> Path:
    from sim.charts import save
    from sim.ensemble.atomic import check_writable
    from sim.ensemble.store import write_table

    check_writable(stem.parent)
    words = [word for flag, text in said.items() for word in (f"--{flag}", text)]
    command = shlex.join(["entente", "chart", results.as_posix(), one.name, *words])
    with progress(quiet) as advance:
        figure, table = one.draw(said, advance)
    if figure is None:
        raise QuestionError(f"chart {one.name}: there is nothing to draw; it needs more than was asked about")
    with busy("Drawing the chart", quiet):
        write_table(stem, table)
        return save(figure, stem, {"title": one.title, "command": command})[0]
