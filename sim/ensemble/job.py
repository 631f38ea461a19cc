"""Job: all that a worker is sent of a study. It knows no scenario, so that a worker starts with the engine alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.ensemble.block import open_block, run_options
from sim.ensemble.draws import Known
from sim.ensemble.kept import Kept, failed, kept_of
from sim.ensemble.points import Point
from sim.ensemble.subjects import Subjects
from sim.model.policy import Policy
from sim.model.shocks import Shocks


@dataclass(frozen=True)
class Job:
    """Everything a worker needs to run any block of a study; plain arrays, so that it can be sent elsewhere."""

    facts: Known
    seed: int
    runs: int
    quarters: int
    options: Mapping[str, Policy]
    shocks: Shocks
    subjects: Subjects

    def __call__(self, numbers: np.ndarray, options: Sequence[str]) -> dict[str, Kept]:
        """Some options in some worlds."""
        block, places = open_block(self.facts, self.seed, numbers, self.runs), self.subjects.places
        asked = {name: self.options[name] for name in options}
        run = run_options(block, asked, self.shocks, places, self.quarters)
        return {name: kept_of(traces, self.subjects) for name, traces in run}

    def failed(self, option: str, worlds: int, why: str) -> Kept:
        """What is kept of worlds that could not be run."""
        size = worlds, self.quarters, len(self.facts.actor_words)
        return failed(self.subjects, self.options[option], size, why)

    def points(self) -> dict[str, str]:
        """By option, the digest of all that decides its worlds beside their numbers."""
        return {name: Point(self.facts, policy, self.shocks).digest for name, policy in self.options.items()}
