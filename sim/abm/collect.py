"""What Mesa's data collector keeps: every outcome of every subject that the scenario watches, as an ensemble does."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from mesa import DataCollector

from sim.ensemble.subjects import WORLD, Subjects

if TYPE_CHECKING:
    from sim.abm.model import PolicyModel

Reporters = Mapping[str, Any]
AGENT_REPORTERS: Reporters = {
    "code": "code",
    "position": "position",
    "military_weight": "military_weight",
    "fiscal_strain": "fiscal_strain",
    "act": "last_act_words",
}


def labels(subjects: Subjects) -> list[tuple[str, str, str]]:
    """Label, outcome and subject of all that is watched: `alignment IND:TUR`, and `polarisation` of the world."""
    return [
        (name if subject == WORLD else f"{name} {subject}", name, subject)
        for name, watched in subjects.names.items()
        for subject in watched
    ]


def values(subjects: Subjects, measured: Mapping[str, Any]) -> dict[str, float]:
    """By label, what was measured at one opening."""
    found = {}
    for name, places in subjects.places.items():
        cells = np.ravel(np.asarray(measured[name]))[places]
        found[name] = dict(zip(subjects.names[name], subjects.of(name, cells), strict=True))
    return {label: float(found[name][subject]) for label, name, subject in labels(subjects)}


def collector(subjects: Subjects, model: Reporters | None, agents: Reporters | None) -> DataCollector:
    """Mesa's collector with the reporters that every model has, and those asked for beside them."""
    reporters: dict[str, Any] = {"quarter": "quarter", "date": "date"}
    reporters |= {label: _reading(label) for label, _, _ in labels(subjects)}
    return DataCollector({**reporters, **(model or {})}, {**AGENT_REPORTERS, **(agents or {})})


def _reading(label: str) -> "Callable[[PolicyModel], float]":
    return lambda model: model.watched[label]
