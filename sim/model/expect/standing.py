"""Standing: an agreement in expectation, by its level and by the chance that it is in force at all."""

import jax.numpy as jnp

from sim.core.struct import struct
from sim.model.axes import ByAgreement


@struct
class Standing:
    """How agreements stand over worlds that differ in luck alone, both `(instrument, pair)`."""

    level: ByAgreement  # mean, counting 0 where it is not in force
    force: ByAgreement  # share of worlds in which it is in force

    @property
    def held(self) -> ByAgreement:
        """Mean level where it is in force; 0 where it never is."""
        return self.level / jnp.where(self.force > 0, self.force, 1.0)


def certain(level: ByAgreement) -> Standing:
    """Levels that are the same in all worlds."""
    return Standing(level, jnp.where(level > 0, 1.0, 0.0))


def laid_over(lived: Standing, in_force: ByAgreement) -> ByAgreement:
    """Chance that each agreement is in force once imposed provisions are laid over the lived ones."""
    return jnp.where(in_force == lived.level, lived.force, jnp.where(in_force > 0, 1.0, 0.0))
