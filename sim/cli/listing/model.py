"""Listings of the model: parameters, mechanisms, motives, acts, outcomes."""

from sim.cli.listing.listing import Listing
from sim.core.parameter import Parameter
from sim.model.acts import arm, cooperate, deescalate, hedge, pressure
from sim.model.learn import MECHANISMS, switch_name
from sim.model.motives import MOTIVES
from sim.outcomes import FAMILIES, OUTCOMES, PAIRED, PARAMETERS, USUAL

_ACTS = (
    ("arm", "arm more than planned: balancing on one's own", arm.PARAMETERS),
    ("hedge", "turn away from the largest supplier that is trusted least", hedge.PARAMETERS),
    ("take up", "offer a partner an agreement, or more of one; the other may refuse", cooperate.PARAMETERS),
    ("leave", "leave an agreement in force", cooperate.PARAMETERS),
    ("pressure", "lean on a state because of its ties with one's rivals", pressure.PARAMETERS),
    ("de-escalate", "a step towards an adversary, which it may accept", deescalate.PARAMETERS),
    ("null", "do nothing new in this quarter", ()),
)


def parameters() -> Listing:
    """Every number of the model, with unit, range, grade and source."""
    rows = [
        {
            "name": p.name,
            "value": p.default,
            "range": (p.low, p.high),
            "unit": p.unit,
            "grade": p.grade,
            "meaning": p.meaning,
            "source": p.source,
            "tied": p.tied,
            "structural": p.structural,
        }
        for p in PARAMETERS.values()
    ]
    return Listing("parameters", rows, ("name", "value", "range", "meaning"), ("unit", "grade", "source"))


def mechanisms() -> Listing:
    """Every cause that pulls a stock."""
    rows = [
        {
            "stock": m.stock,
            "name": m.name,
            "meaning": m.meaning,
            "parameters": _names(m.parameters),
            "switch": switch_name(m),
        }
        for m in MECHANISMS
    ]
    return Listing("mechanisms", rows, ("switch", "meaning", "parameters"))


def motives() -> Listing:
    """Every reason why a state wants an agreement, or does not."""
    rows = [
        {
            "name": m.name,
            "speaks_of": m.part,
            "meaning": m.meaning,
            "parameters": _names(m.parameters),
            "switch": f"motive_{m.name}",
        }
        for m in MOTIVES
    ]
    return Listing("motives", rows, ("switch", "speaks_of", "meaning", "parameters"))


def acts() -> Listing:
    """What a state may do in a quarter."""
    rows = [{"name": name, "meaning": meaning, "parameters": _names(own)} for name, meaning, own in _ACTS]
    return Listing("acts, of which a state takes one a quarter", rows, ("name", "meaning", "parameters"))


def outcomes() -> Listing:
    """Everything that can be measured of a world."""
    rows = [
        {
            "name": o.name,
            "over": o.over,
            "unit": o.unit,
            "better": o.better,
            "same_within": o.band,
            "meaning": o.meaning,
            "family": o.family,
            "directed": o.directed,
            "measured": "usually" if o.name in USUAL else "always" if o.name in PAIRED else "when asked for",
        }
        for o in (*(OUTCOMES[name] for family in FAMILIES.values() for name in family), *PAIRED.values())
    ]
    below = ("unit", "better", "same_within", "measured")
    return Listing("outcomes", rows, ("name", "family", "over", "meaning"), below)


def _names(parameters: tuple[Parameter, ...]) -> list[str]:
    return [parameter.name for parameter in parameters]
