"""Probes: a fact measured again with one thing changed, to see what stands between it and the model.

A probe switches a mechanism off or pins a parameter within its range. It changes nothing that ships.
"""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from sim.catalogue.facts import FactEntry, ProbeEntry
from sim.core.errors import EntenteError
from sim.experiments.facts.evaluate import measured
from sim.experiments.facts.worlds import Worlds

PROBE_COLUMNS = ("fact", "change", "figure", "lo", "hi", "inside", "why")


def probe(worlds: Worlds, progress: Callable[[int, int], None] | None = None) -> pd.DataFrame:
    """Measure the facts that have probes again, each with its change.

    Parameters
    ----------
    worlds
        Facts, probes and sampling.
    progress
        Called with probes done and probes in all.

    Returns
    -------
    DataFrame
        Columns `PROBE_COLUMNS`, one row a probe; `inside` tells whether the figure then lies in the band of the fact.
        Worlds are the same as without the change, so a figure may be set beside one of as many worlds.
    """
    by_id = {fact.id: fact for fact in worlds.facts.facts}
    wanted = [entry for entry in worlds.facts.probes if entry.fact in by_id]
    rows = []
    for number, entry in enumerate(wanted, 1):
        rows.append(_row(entry, by_id[entry.fact], worlds))
        if progress is not None:
            progress(number, len(wanted))
    return pd.DataFrame(rows, columns=list(PROBE_COLUMNS))


def _row(entry: ProbeEntry, fact: FactEntry, worlds: Worlds) -> dict[str, object]:
    changed = replace(worlds, parameters=entry.parameters, off=tuple(entry.without), done={}, memory={})
    about = {"fact": fact.id, "change": entry.change, "why": ""}
    try:
        found = measured(fact, changed)
    except EntenteError as error:
        return about | {"why": str(error)}
    low, high = fact.band
    return about | {key: found[key] for key in ("figure", "lo", "hi")} | {"inside": low <= found["figure"] <= high}
