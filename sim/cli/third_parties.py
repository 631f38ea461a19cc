"""`entente third-parties`: do third states react to what others agree, on record and in the model?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.calibrate import Source
from sim.cli.screen import listed, note, say

if TYPE_CHECKING:
    from sim.experiments.third_party_study import ThirdPartyStudy


def third_parties(
    source: Source = None,
    until: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Last year that is read; the newest.", show_default=False)
    ] = None,
    kinds: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="Only these kinds, with commas: alliance,framework,training,technology,exercises,arms.",
            show_default=False,
        ),
    ] = "",
    placebos: Annotated[int, typer.Option(min=20, max=10_000, help="Placebo draws of either kind.")] = 200,
    draws: Annotated[
        int, typer.Option(min=8, max=10_000, help="Samples of the assumptions for each kind, a world of each.")
    ] = 64,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of placebos and worlds.")] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write tables and the chart here.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Ask the record, placebo events and the model whether those that fear a partner react."""
    from sim.cli.third_parties_view import as_document, show
    from sim.ensemble.atomic import check_writable
    from sim.evidence.sources import open_yearly
    from sim.experiments.third_party_study import third_party_study

    if out is not None:
        check_writable(out)
    found = third_party_study(
        open_yearly(source),
        until,
        kinds=listed(kinds),
        placebo_draws=placebos,
        model_draws=draws,
        seed=seed,
        note=note,
    )
    if out is not None:
        _keep(found, out)
    if as_json:
        typer.echo(as_document(found))
        return
    show(found)
    if out is not None:
        say(f"Tables and chart: {out.as_posix()}")


def _keep(found: "ThirdPartyStudy", folder: Path) -> None:
    from sim.charts.chart import save
    from sim.charts.event_time import draw
    from sim.cli.third_parties_view import command, kept_files
    from sim.ensemble.atomic import write_text

    for name, text in kept_files(found).items():
        write_text(folder / name, text)
    about = {"title": "Third parties around an agreement", "command": command(found)}
    save(
        draw(found.paths, found.tidy(), found.first, found.until, found.model_draws),
        folder / "charts" / "third-parties",
        about,
    )
