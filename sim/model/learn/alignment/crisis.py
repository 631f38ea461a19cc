"""Crisis: parties fall apart, the backed and their backers close ranks (sim/model/erupt.py).

event rates of the quarter, targets +1 and -1
"""

from sim.core.pull import Pull, Pulls
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    lean = happened.crises
    return (Pull(lean.alignment_up, 1.0), Pull(lean.alignment_down, -1.0))


CRISIS = Mechanism("crisis", "alignment", "crises and sides taken", _pulls)
