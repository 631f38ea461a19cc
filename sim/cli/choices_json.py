"""What a state chose otherwise, as one JSON document."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sim.ensemble import Ensemble
    from sim.experiments.choices import Choices

LEAST = 0.001  # times: what hardly ever comes up would be most of the document


def as_document(ensemble: "Ensemble", found: "Choices", chart: "Path | None") -> str:
    """Choices by act, by partner, by instrument and one by one, with what each reason adds, and mean utilities.

    One by one only what comes up at all often; `sim.experiments.choices` gives every act.
    """
    from sim.experiments.choices import KEYS, PARTS, table_of, utilities

    levels = {"acts": ("act",), "partners": ("act", "partner"), "instruments": ("act", "instrument"), "choices": KEYS}
    document = {name: getattr(found, name) for name in ("option", "actor", "quarter", "date", "worlds", "without")}
    document |= {"parts": PARTS, "chart": chart.as_posix() if chart else None}
    tables = {name: table_of(ensemble, found, by) for name, by in levels.items()}
    often = tables["choices"][["option", "expected_baseline", "expected_option"]].max(axis=1) >= LEAST
    tables["choices"] = tables["choices"][often]
    tables["utilities"] = tables["choices"][list(KEYS)].merge(utilities(ensemble, found), on=list(KEYS))
    document |= {name: table.to_dict("records") for name, table in tables.items()}
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
