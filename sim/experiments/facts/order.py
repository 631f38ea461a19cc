"""How firm the order of the packages is in the worlds of the facts, when everything that is not known is drawn."""

from dataclasses import replace

import pandas as pd

from sim.experiments.facts.worlds import AS_IS, Worlds
from sim.experiments.ranks import RANK_COLUMNS, drawn, rank_rows
from sim.scenario import BASELINE

PACKAGES = ("SOFT", "EX", "TECH", "PACT", "FULL", "TRI")
RANKED = (("alignment", "PAK:TUR"), ("alignment", "IND:TUR"), ("crises", "world"), ("polarisation", "world"))


def packages_in_order(worlds: Worlds) -> pd.DataFrame:
    """Ranks of the packages between Pakistan and Türkiye, as `sim.experiments.ranks.rank_table` tells them."""
    base = worlds.of(f"{AS_IS}/{BASELINE}")
    kept = {name: worlds.of(f"{AS_IS}/{name}").kept[name] for name in PACKAGES}
    together = replace(base, kept={BASELINE: base.kept[BASELINE], **kept})
    rows = [row for of in RANKED for row in rank_rows(drawn(together, *of), *of)]
    return pd.DataFrame(rows, columns=list(RANK_COLUMNS))
