"""Outcomes: measures of a world, each with unit, direction and one line of meaning."""

from sim.core.parameter import Parameter
from sim.model import PARAMETERS as OF_THE_MODEL
from sim.outcomes import energy, forces, forums, security, triads
from sim.outcomes.blocs import BLOCS
from sim.outcomes.crisis_support import SUPPORT
from sim.outcomes.energy import ENERGY
from sim.outcomes.forces import FORCES
from sim.outcomes.forums import FORUMS
from sim.outcomes.money import MONEY
from sim.outcomes.outcome import Outcome
from sim.outcomes.paired import PAIRED, Paired
from sim.outcomes.security import SECURITY
from sim.outcomes.standing import STANDING
from sim.outcomes.system import SYSTEM
from sim.outcomes.ties import TIES
from sim.outcomes.triads import TRIADS

OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        *TIES, *SUPPORT, *FORUMS, *FORCES, *STANDING, *MONEY, *SECURITY, *ENERGY, *SYSTEM, *BLOCS, *TRIADS,
    )
}  # fmt: skip

# Measured when a scenario does not say: what answers and charts read, and one or two of each family.
USUAL: tuple[str, ...] = (
    "alignment", "trust", "tension", "crisis_hazard", "interoperability", "cooperation", "implementation", "agreements",
    "dependence", "sanctions", "backing", "influence", "readiness", "deterrence", "threat_exposure", "military_weight",
    "fiscal_strain", "self_reliance", "largest_supplier", "cost_burden", "technology_absorbed", "export_potential",
    "crises", "polarisation", "balanced_triangles",
)  # fmt: skip

FAMILIES: dict[str, tuple[str, ...]] = {
    family: tuple(outcome.name for outcome in OUTCOMES.values() if outcome.family == family)
    for family in dict.fromkeys(outcome.family for outcome in OUTCOMES.values())
}

# Numbers of outcomes are drawn as those of the model are: a ranking should not rest on a weight that one hand has set.
INSTRUMENTS: tuple[str, ...] = (*forces.INSTRUMENTS, *security.INSTRUMENTS)
OWN_PARAMETERS: tuple[Parameter, ...] = tuple(
    parameter for home in (forums, forces, security, energy, triads) for parameter in home.PARAMETERS
)
PARAMETERS: dict[str, Parameter] = OF_THE_MODEL | {parameter.name: parameter for parameter in OWN_PARAMETERS}

__all__ = [
    "FAMILIES", "INSTRUMENTS", "OUTCOMES", "OWN_PARAMETERS", "PAIRED", "PARAMETERS", "USUAL", "Outcome", "Paired",
]  # fmt: skip
