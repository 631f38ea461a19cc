"""What moves trust. Each mechanism stands in a file of its own and in this tuple."""

from sim.model.learn.mechanism import Mechanism
from sim.model.learn.trust.anchor import ANCHOR
from sim.model.learn.trust.crisis import CRISIS
from sim.model.learn.trust.deescalation import DEESCALATION
from sim.model.learn.trust.delivery import DELIVERY
from sim.model.learn.trust.noise import NOISE
from sim.model.learn.trust.pressure import PRESSURE
from sim.model.learn.trust.reaction import REACTION
from sim.model.learn.trust.reputation import REPUTATION

TRUST: tuple[Mechanism, ...] = (
    ANCHOR,
    DELIVERY,
    REPUTATION,
    REACTION,
    PRESSURE,
    CRISIS,
    DEESCALATION,
    NOISE,
)
