"""Which parameters of a scenario come from a posterior, and which of them the data behind it moved."""

from sim.evidence.posterior import OWN_COST, read_posterior
from sim.experiments.calibrate.summary import told

CHOICES, DATA = "DCAD 1.0, MID 5.0 and UN ideal points (entente calibrate)", "data"


def from_posterior(name: str | None) -> dict[str, tuple[bool, str]]:
    """Whether the data moved each column of a posterior's draws, and the last year they hold; none without one."""
    if name is None:
        return {}
    found = read_posterior(name)
    moved = dict(zip(found.numbers["number"], told(found.numbers), strict=True))
    # What an instrument costs by itself is estimated as the term of its class.
    numbers = {str(column): str(column).replace(OWN_COST, "class ", 1) for column in found.draws}
    return {
        column: (bool(moved.get(number, False)), found.about.get("until", "")) for column, number in numbers.items()
    }
