"""Listing of the stylised facts; what the model makes of them is told by `entente facts`."""

from sim.catalogue.facts import fact_set
from sim.cli.listing.listing import Listing


def facts() -> Listing:
    """Every stylised fact with its band and source."""
    found = fact_set()
    rows = [
        {
            "id": fact.id,
            "family": found.families[fact.id],
            "statement": fact.statement,
            "band": fact.band,
            "direction": fact.direction,
            "size": fact.size,
            "share": fact.share,
            "by_construction": fact.by_construction,
            "grade": fact.grade,
            "source": fact.source,
        }
        for fact in found.facts
    ]
    return Listing("stylised facts; `entente facts` looks for them", rows, ("id", "statement", "band"), ("source",))
