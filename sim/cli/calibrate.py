"""`entente calibrate`: weights of motives from what states signed, and what the data could not tell."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.screen import note, say

if TYPE_CHECKING:
    import pandas as pd

    from sim.evidence.sources import Public
    from sim.experiments.calibrate.panel import Panel
    from sim.experiments.calibrate.study import Calibration


class Method(StrEnum):
    """How the posterior is found."""

    map = "map"
    nuts = "nuts"


Source = Annotated[
    Path | None, typer.Option(envvar="ENTENTE_SOURCE", help="Folder of public files.", show_default=False)
]


def calibrate(
    until: Annotated[int, typer.Option(help="Last year of choices that the fit may see.")],
    source: Source = None,
    first: Annotated[int, typer.Option("--from", help="First year of choices.")] = 1986,
    method: Annotated[
        Method, typer.Option(help="map: normal approximation at the mode; nuts: sampling (needs NumPyro).")
    ] = Method.map,
    chains: Annotated[int, typer.Option(min=2, help="Chains of NUTS.")] = 2,
    draws: Annotated[int, typer.Option(min=50, help="Draws of each chain.")] = 300,
    warm_up: Annotated[int, typer.Option(min=20, help="Steps of each chain before the draws.")] = 200,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of the draws.")] = 1,
    rolling: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Also fit up to this year and every fifth after it.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the posterior here.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Estimate the weights of motives from what states signed, and score the years after."""
    from sim.cli.calibrate_view import as_document, show
    from sim.evidence.posterior import write_posterior
    from sim.evidence.sources import open_yearly
    from sim.experiments.calibrate.kept import as_posterior
    from sim.experiments.calibrate.panel import build_panel, last_year
    from sim.experiments.calibrate.study import HELD_OUT
    from sim.experiments.calibrate.study import calibrate as estimated

    public = open_yearly(source)
    panel = build_panel(source, first, min(until + HELD_OUT, max(until, last_year(public))), note)
    found = estimated(
        panel,
        public,
        first,
        until,
        method=method.value,
        seed=seed,
        chains=chains,
        draws=draws,
        warm_up=warm_up,
        note=note,
    )
    tables = _scores(panel, public, found, rolling)
    if out is not None:
        sampler = f" --chains {chains} --draws {draws} --warm-up {warm_up}" if method is Method.nuts else ""
        asked = f"--from {first} --until {until} --method {method}{sampler} --seed {seed}"
        write_posterior(as_posterior(found, f"entente calibrate {asked}"), out)
    if as_json:
        typer.echo(as_document(found, tables))
        return
    show(found, tables)
    if out is not None:
        say(f"Posterior: {out.as_posix()}")


def _scores(panel: "Panel", public: "Public", found: "Calibration", rolling: int | None) -> dict[str, "pd.DataFrame"]:
    """Scores of first agreements and of all, on the years after the fit and over rolling origins."""
    from sim.experiments.calibrate.study import HELD_OUT, rolled, scored

    tables = {}
    kinds = {"first agreements": True, "all agreements": False}
    last = panel.years()[-1]
    for kind, new in kinds.items():
        if last > found.until:
            asked = f"{kind}, {found.until + 1}-{last}"
            tables[asked] = scored(panel, public, {found.until: found.estimate.mode}, found.first, new=new)
    if rolling is not None and rolling < last:
        origins = list(range(rolling, last, HELD_OUT))
        modes = rolled(panel, found.first, origins, note)
        for kind, new in kinds.items():
            asked = f"{kind}, {rolling + 1}-{last}, origins every {HELD_OUT} years"
            tables[asked] = scored(panel, public, modes, found.first, new=new)
    return tables
