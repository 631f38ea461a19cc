"""The axes of every array, in words and always in this order: i's trust in j is `trust[i, j]`."""

from jax import Array

Scalar = Array
ByActor = Array  # (actor,)
ByDyad = Array  # (actor, other)
ByInstrument = Array  # (instrument,)
ByAgreement = Array  # (actor, other, instrument)
