"""Many worlds: draws, blocks, and labelled results."""

from sim.ensemble.cases import Cases as Cases
from sim.ensemble.ensemble import Ensemble as Ensemble
from sim.ensemble.results import open_results as open_results
from sim.ensemble.run import run as run
