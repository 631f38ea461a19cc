"""Which parameters of a scenario come from a posterior, and which of them the data behind it moved."""

from sim.evidence.posterior import read_posterior
from sim.experiments.calibrate.summary import told

CHOICES, DATA = "DCAD 1.0, MID 5.0 and UN ideal points (entente calibrate)", "data"


def from_posterior(name: str | None) -> dict[str, tuple[bool, str]]:
    """Whether the data moved each parameter that a posterior knows, and the last year they hold; none without one."""
    if name is None:
        return {}
    found = read_posterior(name)
    moved = dict(zip(found.numbers["number"], told(found.numbers), strict=True))
    return {str(column): (bool(moved.get(column, False)), found.about.get("until", "")) for column in found.draws}
