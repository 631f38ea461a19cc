"""Listings of what a scenario is made of: actors, instruments, groups, shocks."""

from dataclasses import asdict

from sim.catalogue import COLUMNS, MEANINGS, presets, shock_kinds
from sim.catalogue import groups as all_groups
from sim.catalogue import instruments as catalogue
from sim.catalogue import limits as all_limits
from sim.catalogue import variants as all_variants
from sim.catalogue import yardsticks as all_yardsticks
from sim.cli.listing.listing import Listing
from sim.evidence import read_tables
from sim.evidence.tables import ACTOR_FIGURES

_SHOCK_DETAILS = ("acts", "range", "unit", "direction", "times_a_year", "grade", "source")
_SHOWN_FIGURES = ("capability", "quality", "budget", "sovereignty", "assertiveness")


def actors() -> Listing:
    """Every state of the baseline, its figures with their doubt, grade and source."""
    tables = read_tables()
    bases = tables.bases.set_index("basis")
    rows = []
    for record in tables.actors.to_dict("records"):
        row = {"code": record["actor"], "name": record["name"]}
        for figure, (low, high, _) in ACTOR_FIGURES.items():
            basis = bases.loc[record[f"{figure}_basis"]]
            row[figure] = float(record[figure])
            row[f"{figure}_about"] = {
                "doubt": float(record[f"{figure}_doubt"]),
                "range": [low, high],
                "grade": basis["grade"],
                "vintage": str(basis["vintage"]),
                "source": basis["sources"],
            }
        rows.append(row)
    return Listing("states; figures with doubt and source: --json", rows, ("code", "name", *_SHOWN_FIGURES))


def instruments() -> Listing:
    """Every instrument: its figures with range, grade and source, what it needs and excludes, its variants."""
    found = catalogue()
    rows = []
    for k, key in enumerate(found.keys):
        figures = {
            column: {
                "value": float(found.values[k, c]),
                "range": [float(found.low[k, c]), float(found.high[k, c])],
                "grade": found.grades[k][c],
                "unit": MEANINGS[column].unit,
                "meaning": MEANINGS[column].meaning,
                "source": found.sources[k][c],
            }
            for c, column in enumerate(COLUMNS)
        }
        rows.append(
            {
                "key": key,
                "title": found.titles[k],
                "description": found.descriptions[k],
                "variants": [variant.key for variant in all_variants().values() if variant.instrument == key],
                "paid_once": found.paid_once[k],
                "figures": figures,
                "needs": [asdict(need) | {"any": list(need.any)} for need in found.needs[k]],
                "excludes": [asdict(rule) | {"instruments": list(rule.instruments)} for rule in found.excludes[k]],
            }
        )
    title = "instruments; every figure with range and source: entente list instruments NAME"
    return Listing(title, rows, ("key", "title"), ("description",))


def variants() -> Listing:
    """Every variant of an instrument, its multipliers with grade and source."""
    rows = [
        {
            "key": variant.key,
            "of": variant.instrument,
            "title": variant.title,
            "description": variant.description,
            "multipliers": {
                column: {"times": times, "grade": variant.evidence[column][0], "source": variant.evidence[column][1]}
                for column, times in variant.columns.items()
            },
        }
        for variant in all_variants().values()
    ]
    return Listing("variants of instruments", rows, ("key", "of", "title"), ("description",))


def limits() -> Listing:
    """Every line that feasibility is judged by."""
    rows = [
        {
            "key": limit.key,
            "value": limit.value,
            "range": (limit.low, limit.high),
            "meaning": limit.meaning,
            "unit": limit.unit,
            "grade": limit.grade,
            "source": limit.source,
        }
        for limit in all_limits().values()
    ]
    return Listing("lines of feasibility", rows, ("key", "value", "range", "meaning"), ("unit", "grade", "source"))


def groups() -> Listing:
    """Every group of states that may stand where a state does, and ready lists of actors."""
    rows = [
        {"key": g.key, "title": g.title, "members": list(g.members), "as_of": g.as_of, "source": g.source, "kind": kind}
        for kind, found in (("group", all_groups()), ("list of actors", presets()))
        for g in found.values()
    ]
    return Listing("groups", rows, ("key", "title", "members"), ("source",))


def shocks() -> Listing:
    """Every kind of shock."""
    rows = [
        {
            "key": s.key,
            "on": list(s.fields) or "-",
            "acts": "once" if s.once else "while",
            "size": s.default,
            "range": (s.low, s.high),
            "meaning": s.meaning,
            "unit": s.unit,
            "direction": s.direction,
            "settings": {name: setting.model_dump() for name, setting in s.settings.items()},
            "years": s.years,
            "times_a_year": s.rate,
            "credibility": s.credibility,
            "does": [row.model_dump(exclude_defaults=True) for row in s.rows],
            "grade": s.grade,
            "source": s.source,
        }
        for s in shock_kinds().values()
    ]
    return Listing("shocks", rows, ("key", "on", "size", "meaning"), _SHOCK_DETAILS)


def yardsticks() -> Listing:
    """Shifts of the record, those that the alignment index misses included."""
    rows = [
        {
            "shift": f"{':'.join(y.pair)} {y.span}",
            "alignment": list(y.index),
            "change": f"{y.change:+.2f}",
            "record": y.record,
            "seen": "yes" if y.seen else "no",
            "event": y.event,
            "grade": y.grade,
            "source": y.source,
        }
        for y in all_yardsticks()
    ]
    return Listing(
        "yardsticks: shifts of the record in the alignment index of their years; not seen: the index misses it",
        rows,
        ("shift", "alignment", "change", "seen", "event"),
    )
