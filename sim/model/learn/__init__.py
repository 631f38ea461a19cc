"""Learn: every stock takes in what the quarter brought. Only here are stocks assigned."""

from functools import partial

import jax.numpy as jnp
from jax import Array

from sim.core.fence import fence
from sim.core.ledger import Ledger
from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls, relax
from sim.model.axes import ByAgreement, ByDyad
from sim.model.learn import culture as _culture
from sim.model.learn import dependence as _dependence
from sim.model.learn import fiscal_strain as _fiscal
from sim.model.learn import habituation as _habituation
from sim.model.learn import implementation as _implementation
from sim.model.learn import interoperability as _interoperability
from sim.model.learn import military_weight as _military
from sim.model.learn import position as _position
from sim.model.learn import sanctions as _sanctions
from sim.model.learn import signed_lately as _signed
from sim.model.learn.alignment import ALIGNMENT
from sim.model.learn.mechanism import Mechanism
from sim.model.learn.tension import TENSION
from sim.model.learn.trust import TRUST
from sim.model.scene import Happened, Scene
from sim.model.state import State

MECHANISMS: tuple[Mechanism, ...] = (*ALIGNMENT, *TRUST, *TENSION)
PARAMETERS: tuple[Parameter, ...] = (
    *(p for mechanism in MECHANISMS for p in mechanism.parameters),
    *_interoperability.PARAMETERS,
    *_implementation.PARAMETERS,
    *_dependence.PARAMETERS,
    *_sanctions.PARAMETERS,
    *_habituation.PARAMETERS,
    *_signed.PARAMETERS,
    *_fiscal.PARAMETERS,
    *_military.PARAMETERS,
    *_position.PARAMETERS,
    *_culture.PARAMETERS,
)
ENTRIES = {
    "alignment": tuple(m.name for m in ALIGNMENT),
    "trust": tuple(m.name for m in TRUST),
}
_BOUNDS = {"alignment": (-1.0, 1.0), "trust": (0.0, 1.0), "tension": (0.0, 1.0)}


def switch_name(mechanism: Mechanism) -> str:
    """The name under which a mechanism is switched off: `alignment_reaction`."""
    return f"{mechanism.stock}_{mechanism.name}"


def causes(mechanisms: tuple[Mechanism, ...], scene: Scene, happened: Happened) -> dict[str, Pulls]:
    """The pulls of one stock by mechanism, with what is switched off at rate 0."""

    def switched(mechanism: Mechanism) -> Pulls:
        on = scene.setting.on[switch_name(mechanism)]
        return tuple(Pull(on * pull.rate, pull.target) for pull in mechanism.pulls(scene, happened))

    return {mechanism.name: switched(mechanism) for mechanism in mechanisms}


def _solve(
    stock: str, mechanisms: tuple[Mechanism, ...], scene: Scene, happened: Happened, date: Array
) -> tuple[ByDyad, Ledger]:
    low, high = _BOUNDS[stock]
    opening: ByDyad = getattr(scene.state, stock)
    off_diagonal = 1 - jnp.eye(opening.shape[0])
    pulls = list(causes(mechanisms, scene, happened).values())
    closing, entries = relax(opening, pulls, scene.setting.dt, low, high, once=partial(fence, date))
    return closing * off_diagonal, tuple(entry * off_diagonal for entry in entries)


def learn(
    scene: Scene, happened: Happened, lived: ByAgreement, in_force: ByAgreement, date: Array
) -> tuple[State, Ledger, Ledger]:
    """The closing state, and the entries of alignment and of trust in the order of `ENTRIES`, each `(actor, other)`."""
    alignment, alignment_entries = _solve("alignment", ALIGNMENT, scene, happened, date)
    trust, trust_entries = _solve("trust", TRUST, scene, happened, date)
    tension, _ = _solve("tension", TENSION, scene, happened, date)
    closing = State(
        alignment=alignment,
        trust=trust,
        tension=tension,
        interoperability=_interoperability.interoperability(scene),
        dependence=_dependence.dependence(scene, happened),
        sanctions=_sanctions.sanctions(scene, happened),
        culture=_culture.culture(scene),
        agreements=lived,
        implementation=_implementation.implementation(scene, in_force),
        habituation=_habituation.habituation(scene),
        signed_lately=_signed.signed_lately(scene, in_force),
        fiscal_strain=_fiscal.fiscal_strain(scene, happened),
        military_weight=_military.military_weight(scene, happened),
        position=_position.position(scene, happened),
    )
    return closing, alignment_entries, trust_entries
