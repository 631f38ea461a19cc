"""All measures of facts by kind."""

from collections.abc import Callable

from sim.experiments.facts import paired, placebo, ties, whole
from sim.experiments.facts.worlds import Measure, Sample, Worlds

MEASURES: dict[str, Callable[[Measure, Worlds], Sample]] = {
    "effect": paired.effect,
    "average": paired.average,
    "change": paired.change,
    "ratio": paired.ratio,
    "frequency": paired.frequency,
    "backlash": paired.backlash,
    "ledger": paired.ledger,
    "acts": paired.acts,
    "agreements": whole.agreements,
    "concessions": whole.concessions,
    "concentration": whole.concentration,
    "persistence": whole.persistence,
    "drift": whole.drift,
    "signings": ties.signings,
    "terminations": ties.terminations,
    "commitments": ties.commitments,
    "visibility": placebo.visibility,
}
