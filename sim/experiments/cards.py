"""What a notebook shows of answers that are more than a table."""

import numpy as np

from sim.experiments.discover import Limit
from sim.experiments.discovery import RESAMPLES, Discovery
from sim.experiments.discovery_words import CAUTION, told
from sim.experiments.flip import Flip
from sim.scenario.card import card, grid, lines


def discovery_card(found: Discovery) -> str:
    """The box in sentences, its limits, and what the draws that were kept aside say of it."""
    limits = found.best.limits if found.best else {}
    rows = [(name, *_ends(limit), _again(found, name)) for name, limit in limits.items()]
    table = grid(("assumption", "from", "to", f"came back, of {RESAMPLES} resamples"), rows) if rows else ""
    return card("In which worlds it fails", lines(*told(found)), table, lines(CAUTION, quiet=True))


def flip_card(found: Flip) -> str:
    """What turns the order, and every assumption that does so alone."""
    rows = [
        (str(row["assumption"]), f"{row['from']:.3g}", f"{row['to']:.3g}", f"{100 * row['share']:.0f} of 100")
        for row in found.alone.to_dict("records")
    ]
    heads = ("turns it alone", "as the model has it", "turns at", "of its range")
    return card("What would turn the order", lines(found.sentence), grid(heads, rows) if rows else "")


def _ends(limit: Limit) -> tuple[str, str]:
    if isinstance(limit, frozenset):
        return ", ".join(map(str, sorted(limit))), ""
    return tuple(f"{end:.3g}" if np.isfinite(end) else "" for end in limit)  # type: ignore[return-value]


def _again(found: Discovery, name: str) -> str:
    return ", ".join(f"{side} {found.again[name, side]}" for side in ("from", "to") if (name, side) in found.again)
