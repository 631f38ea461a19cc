"""What moves alignment. Each mechanism stands in a file of its own and in this tuple."""

from sim.model.learn.alignment.anchor import ANCHOR
from sim.model.learn.alignment.balance import BALANCE
from sim.model.learn.alignment.balancing import BALANCING
from sim.model.learn.alignment.crisis import CRISIS
from sim.model.learn.alignment.instruments import INSTRUMENTS
from sim.model.learn.alignment.noise import NOISE
from sim.model.learn.alignment.pressure import PRESSURE
from sim.model.learn.alignment.reaction import REACTION
from sim.model.learn.alignment.tension import TENSION
from sim.model.learn.mechanism import Mechanism

ALIGNMENT: tuple[Mechanism, ...] = (
    ANCHOR,
    INSTRUMENTS,
    BALANCING,
    BALANCE,
    REACTION,
    TENSION,
    PRESSURE,
    CRISIS,
    NOISE,
)
