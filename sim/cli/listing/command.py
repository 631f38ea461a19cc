"""The command: which listing, on the terminal or as JSON."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from sim.cli.listing.detail import print_detail


class What(StrEnum):
    """What can be listed, and where its listing stands."""

    actors = "actors"
    instruments = "instruments"
    parameters = "parameters"
    mechanisms = "mechanisms"
    motives = "motives"
    acts = "acts"
    outcomes = "outcomes"
    variants = "variants"
    settings = "settings"
    limits = "limits"
    groups = "groups"
    shocks = "shocks"
    yardsticks = "yardsticks"
    facts = "facts"
    charts = "charts"
    scenarios = "scenarios"


_HOMES = {
    "sim.cli.listing.model": (What.parameters, What.mechanisms, What.motives, What.acts, What.outcomes),
    "sim.cli.listing.catalogue": (
        What.actors,
        What.instruments,
        What.variants,
        What.limits,
        What.groups,
        What.shocks,
        What.yardsticks,
    ),
    "sim.cli.listing.facts": (What.facts,),
    "sim.cli.listing.settings": (What.settings,),
    "sim.cli.listing.files": (What.charts, What.scenarios),
}


def list_declared(
    what: Annotated[What, typer.Argument(help="What to list.", show_default=False)],
    name: Annotated[
        str | None, typer.Argument(help="One of them, with every figure and its source.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything that is declared, as JSON.")] = False,
) -> None:
    """List what a scenario and the model are made of, with units, ranges and sources."""
    home = next(home for home, listed in _HOMES.items() if what in listed)
    listing = getattr(import_module(home), what.value)()
    if name is not None:
        listing = listing.only(name)
    if as_json:
        typer.echo(listing.as_json())
    elif name is not None:
        print_detail(listing.rows[0])
    else:
        listing.print()
