"""Many worlds: draws, blocks, and labelled results."""

from sim.ensemble.ensemble import Ensemble as Ensemble
from sim.ensemble.run import run as run
