"""What moves tension. Each mechanism stands in a file of its own and in this tuple."""

from sim.model.learn.mechanism import Mechanism
from sim.model.learn.tension.anchor import ANCHOR
from sim.model.learn.tension.crisis import CRISIS
from sim.model.learn.tension.deescalation import DEESCALATION
from sim.model.learn.tension.reaction import REACTION
from sim.model.learn.tension.relief import RELIEF
from sim.model.learn.tension.sanctions import SANCTIONS

TENSION: tuple[Mechanism, ...] = (
    ANCHOR,
    CRISIS,
    REACTION,
    SANCTIONS,
    RELIEF,
    DEESCALATION,
)
