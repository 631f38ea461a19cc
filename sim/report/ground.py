"""What the page rests on: what the model leaves out, where its figures come from, and how to make it again."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.catalogue import yardsticks
from sim.ensemble.resolved_file import resolved_text
from sim.experiments.yardstick import shift_words
from sim.model.informed import Informed
from sim.outcomes import PARAMETERS
from sim.report.addressed import Figure, Row, Told
from sim.report.study import Study, own

# Specification, section 15.
LEFT_OUT = (
    "Governments are single actors. Elections, parties, ministries and lobbies come in as noise at most.",
    "There are no armed groups, firms or other actors that are not states, and no trade.",
    "There is no ladder of nuclear escalation; crises come and go, and wars are not fought.",
    "A state does one thing a quarter. Attention is scarce, so that a deal in one place crowds out a deal in another.",
    "Distance and capability make a threat; rivalry of great powers comes in mainly as tension.",
    "What already dense partners add is hardly seen by others, and vetoes on licences work gradually, not at a stroke.",
    "Track-two talks and protocols calm crises more than the evidence supports.",
    "Crises are rarer than in the record, so they are told as ratios to the baseline and never as rates.",
    "Trust and tension are not observed anywhere. Their opening figures are made from traces in the record.",
)
VERSIONS = ("entente", "python", "jax", "jaxlib", "numpy", "pandas", "pyarrow")


class Kind(NamedTuple):
    """How many figures of one kind go in, and on what they rest."""

    name: str
    origin: str
    counts: tuple[Figure, ...]
    judged: Figure
    years: tuple[Figure, Figure] | None


def left_out(study: Study) -> Mapping[str, Any]:
    """All that the section on what is left out tells."""
    board = study.tables["scoreboard"]
    failing = [row for row in board.rows(verdict="fails") if not row["by_construction"]]
    return {
        "general": LEFT_OUT,
        "facts": [_fact(row) for row in failing],
        "off": [name.replace("_", " ") for name in study.answer.off],
        "added": [own(sentence) for sentence in study.answer.added],
    }


def _fact(row: Row) -> tuple[str, Told, Told, Told]:
    said = (Told(str(row[name]), row.file, (row.number,)) for name in ("statement", "why", "lacks"))
    return (str(row["id"]), *said)


def sources(study: Study) -> Mapping[str, Any]:
    """All that the section on sources tells."""
    rows = study.tables["inputs"].rows()
    return {"kinds": [_kind(row) for row in rows], "yardsticks": list(_yardsticks()), "informed": _informed(study)}


def _informed(study: Study) -> list[str]:
    """Meanings of the parameters that this study drew from choices on record; ranges gave all others."""
    scenario = study.ensemble.scenario
    drawn = scenario.opening.posterior if isinstance(scenario.opening, Informed) else ()
    own_values = {*scenario.parameters, *scenario.uncertainties}
    return [PARAMETERS[name].meaning for name in drawn if name not in own_values]


def _kind(row: Row) -> Kind:
    dated = row["oldest"] == row["oldest"]
    return Kind(
        str(row["kind"]),
        str(row["origin"]) if row["origin"] == row["origin"] else "",
        tuple(row.count(name) for name in ("figures", "data", "literature", "judgement")),
        row.percent("judged_share"),
        (row.count("oldest"), row.count("newest")) if dated else None,
    )


def _yardsticks() -> Iterable[str]:
    return (shift_words(stick) for stick in yardsticks() if not stick.seen)


def again(study: Study) -> Mapping[str, Any]:
    """All that the section on making it again tells."""
    told = study.manifest
    versions = told.get("versions", {})
    return {
        "command": told.get("command", ""),
        "again": told.get("again", ""),
        "study": told.get("study", ""),
        "model": told.get("model", ""),
        "began": str(told.get("began", ""))[:10],
        "seed": study.facts.count("seed"),
        "versions": [f"{name} {versions[name]}" for name in VERSIONS if name in versions],
        "code": told.get("code"),
        "host": told.get("host", {}),
        "resolved": Markup('<bdi data-from="scenario.resolved.yaml">{}</bdi>').format(
            resolved_text(study.ensemble.scenario)
        ),
    }
