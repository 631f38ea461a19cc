"""Motives: why a state wants an agreement. Each stands in a file of its own and in this tuple."""

from sim.core.parameter import Parameter
from sim.model.motives.affinity import AFFINITY
from sim.model.motives.balance import BALANCE
from sim.model.motives.cost import COST
from sim.model.motives.countering import COUNTERING
from sim.model.motives.economy import ECONOMY
from sim.model.motives.example import EXAMPLE
from sim.model.motives.framework import FRAMEWORK
from sim.model.motives.gravity import GRAVITY
from sim.model.motives.inertia import INERTIA
from sim.model.motives.motive import Motive, Term
from sim.model.motives.network import NETWORK
from sim.model.motives.patron import PATRON
from sim.model.motives.relief import RELIEF
from sim.model.motives.sanctions_threat import SANCTIONS_THREAT
from sim.model.motives.saturation import SATURATION
from sim.model.motives.search import SEARCH
from sim.model.motives.security import SECURITY
from sim.model.motives.sovereignty import SOVEREIGNTY
from sim.model.motives.tension import TENSION
from sim.model.motives.trust import TRUST

MOTIVES: tuple[Motive, ...] = (
    AFFINITY,
    TRUST,
    NETWORK,
    BALANCE,
    COUNTERING,
    TENSION,
    FRAMEWORK,
    SECURITY,
    ECONOMY,
    SEARCH,
    SOVEREIGNTY,
    COST,
    PATRON,
    SANCTIONS_THREAT,
    RELIEF,
    INERTIA,
    SATURATION,
    EXAMPLE,
    GRAVITY,
)
PARAMETERS: tuple[Parameter, ...] = tuple(p for motive in MOTIVES for p in motive.parameters)

__all__ = ["MOTIVES", "PARAMETERS", "Motive", "Term"]
