"""The axes of every array, in words and always in this order: i's trust in j is `trust[i, j]`."""

from jax import Array

Scalar = Array
ByActor = Array  # (actor,)
ByDyad = Array  # (actor, other)
ByPair = Array  # (pair,): what two states share is one number (sim/core/pairs.py)
ByInstrument = Array  # (instrument,)
ByAgreement = Array  # (instrument, pair)
ByProposal = Array  # (instrument, direction, pair): what an agreement is to each of the two
