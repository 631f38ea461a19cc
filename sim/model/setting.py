"""From figures to the setting of a world: opening stocks, geography, and anchors backed out of them.

    mil    = sqrt(CINC %) quality                     A0, T0, tau0, D0, K0, L0, R0 from the baseline
    prox   = exp(-d_ij / (r reach_j))                 contact = min(1, c max(prox_ij, prox_ji))
    S0 = L0,  Vref0 = V0,  I0 = clip(EI, .05, .95),  W0 = 0,  F0 = .2
    A_anc  = clip(A0 - sum_k r_k (x_k - A0) / k_anchor), likewise T_anc: the expected pulls of the opening state cancel

The expected pulls count crises between the parties at their opening rate, and deliveries at their chance of success,
so that the baseline starts near stationarity instead of falling to it.
"""

import dataclasses
from collections.abc import Mapping

import jax.numpy as jnp
from jax import Array

from sim.core.pairs import upper
from sim.core.parameter import Parameter, structural
from sim.core.pull import event_rate
from sim.core.struct import Figures, struct
from sim.model.axes import ByActor, ByDyad, ByInstrument, Scalar
from sim.model.enacted import Enacted
from sim.model.erupt import hazard
from sim.model.learn import MECHANISMS, causes, switch_name
from sim.model.learn.alignment import ALIGNMENT
from sim.model.learn.trust import TRUST
from sim.model.learn.trust.delivery import success
from sim.model.motives import MOTIVES
from sim.model.perceive import perceive
from sim.model.perceive.cooperation import cooperation
from sim.model.policy import no_policy
from sim.model.scene import Happened, Leanings, Scene
from sim.model.shocks import calm
from sim.model.state import Setting, State, no_threat

QUARTER = 0.25
OPENING_STRAIN = 0.2
PARAMETERS: tuple[Parameter, ...] = (
    structural("reach_km", 1500.0, "distance at which a state of reach 1 projects 1/e of its weight", "km"),
    structural("contact_gain", 1.6, "contact of a pair against its proximity"),
)
SWITCHES: tuple[str, ...] = (
    *(switch_name(mechanism) for mechanism in MECHANISMS),
    *(f"motive_{motive.name}" for motive in MOTIVES),
    "position_social",
)


@struct
class Inputs:
    """Figures of one draw, as the baseline tables name them."""

    p: Figures
    c: Figures
    on: Figures
    actor: Figures  # each (actor,)
    dyad: Figures  # each (actor, other)
    level: Array  # (actor, other, instrument), symmetric
    distance_km: ByDyad
    actor_words: ByActor
    instrument_words: ByInstrument
    instrument_index: Figures
    luck: Scalar


def switches(off: tuple[str, ...] = ()) -> Figures:
    """All mechanisms and motives on but those named."""
    unknown = sorted(set(off) - set(SWITCHES))
    if unknown:
        raise KeyError(f"nothing is called {unknown}; it can be one of {SWITCHES}")
    return Figures({name: jnp.asarray(0.0 if name in off else 1.0) for name in SWITCHES})


def opening_state(inputs: Inputs) -> State:
    """Stocks at the opening of quarter 0, but for those that follow from cooperation."""
    n = inputs.distance_km.shape[0]
    nothing, level = jnp.zeros((n, n)), upper(jnp.moveaxis(inputs.level, -1, 0))
    return State(
        alignment=inputs.dyad.alignment,
        trust=inputs.dyad.trust,
        tension=inputs.dyad.tension,
        interoperability=nothing,
        dependence=inputs.dyad.dependence,
        sanctions=nothing,
        culture=inputs.dyad.culture_distance,
        agreements=level,
        implementation=level,
        habituation=nothing,
        signed_lately=inputs.dyad.signed_lately,
        fiscal_strain=jnp.full(n, OPENING_STRAIN),
        military_weight=jnp.sqrt(inputs.actor.capability) * inputs.actor.quality,
        position=inputs.actor.ideal_point,
    )


def geography(inputs: Inputs) -> tuple[ByDyad, ByDyad]:
    """Proximity (how far j reaches i) and contact, both `(actor, other)`, zero on the diagonal."""
    off_diagonal = 1 - jnp.eye(inputs.distance_km.shape[0])
    proximity = jnp.exp(-inputs.distance_km / (inputs.p.reach_km * inputs.actor.reach[None, :])) * off_diagonal
    return proximity, jnp.minimum(1.0, inputs.p.contact_gain * jnp.maximum(proximity, proximity.T))


def build_setting(inputs: Inputs) -> Setting:
    """The setting of a world from the figures of its draw."""
    n = inputs.distance_km.shape[0]
    off_diagonal = 1 - jnp.eye(n)
    proximity, contact = geography(inputs)
    setting = Setting(
        p=inputs.p,
        c=inputs.c,
        on=inputs.on,
        opening=opening_state(inputs),
        anchor_alignment=inputs.dyad.alignment,
        anchor_trust=inputs.dyad.trust,
        contested=inputs.dyad.contested_interest,
        contested_opening=inputs.dyad.contested_interest,
        distance_km=inputs.distance_km,
        proximity=proximity,
        contact=contact,
        industry=inputs.actor.defence_industry,
        budget=inputs.actor.budget,
        sovereignty=inputs.actor.sovereignty,
        assertiveness=inputs.actor.assertiveness,
        assertiveness_opening=inputs.actor.assertiveness,
        position_anchor=inputs.actor.ideal_point,
        obligation_lost=jnp.zeros((n, n)),
        licence_extra=jnp.zeros((n, n)),
        lead_extra=jnp.zeros((n, n)),
        threats=no_threat(n),
        draw_luck=inputs.luck,
        actor_words=inputs.actor_words,
        instrument_words=inputs.instrument_words,
        instrument_index=inputs.instrument_index,
        enacted=Enacted(no_policy(), jnp.zeros(1)),
        dt=jnp.asarray(QUARTER),
        date=jnp.asarray(0),
    )
    coop = cooperation(setting.opening, setting)
    opening = dataclasses.replace(
        setting.opening,
        interoperability=jnp.clip(coop.interoperability, 0.05, 0.95) * off_diagonal,
        habituation=coop.visibility,
    )
    return anchored(dataclasses.replace(setting, opening=opening))


def expected_quarter(scene: Scene) -> Happened:
    """A quarter in which everything happens at its expected rate and nobody acts."""
    n = scene.state.alignment.shape[0]
    p, dt, nothing = scene.setting.p, scene.setting.dt, jnp.zeros((n, n))
    crises = hazard(scene) * (p.severe_share + (1 - p.severe_share) * p.minor_weight) * dt
    fall = event_rate(jnp.clip(p.crisis_fall * crises, 0, 0.9), dt)
    return Happened(
        crises=Leanings(nothing, fall, nothing, fall, nothing),
        sanctioned=nothing,
        deescalated=nothing,
        armed=jnp.zeros(n),
        hedged=jnp.zeros(n),
        delivered=success(scene),
        shock=calm(n),
        noise_alignment=nothing,
        noise_trust=nothing,
        noise_position=jnp.zeros(n),
    )


def anchored(setting: Setting) -> Setting:
    """The setting with anchors at which the expected pulls on the opening alignment and trust cancel."""
    scene = Scene(setting.opening, perceive(setting.opening, setting), setting, in_force=setting.opening.agreements)
    happened = expected_quarter(scene)

    def back_out(stock: Array, pulls: Mapping[str, tuple], speed: Array, low: float) -> Array:  # type: ignore[type-arg]
        push = sum(pull.rate * (pull.target - stock) for name in pulls if name != "anchor" for pull in pulls[name])
        return jnp.clip(stock - push / speed, low, 1.0)

    return dataclasses.replace(
        setting,
        anchor_alignment=back_out(
            setting.opening.alignment, causes(ALIGNMENT, scene, happened), setting.p.k_anchor, -1.0
        ),
        anchor_trust=back_out(setting.opening.trust, causes(TRUST, scene, happened), setting.p.k_trev, 0.0),
    )
