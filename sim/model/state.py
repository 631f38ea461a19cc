"""The stocks of one world, and what stays fixed while it runs."""

from dataclasses import dataclass

import jax.numpy as jnp
from jax import Array

from sim.core.struct import Figures, struct
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByInstrument, Scalar
from sim.model.enacted import Enacted


@struct
class State:
    """Everything that the next quarter needs of the last."""

    alignment: ByDyad  # tendency to take the same side
    trust: ByDyad  # i's belief that j keeps its word and delivers
    tension: ByDyad
    interoperability: ByDyad
    dependence: ByDyad  # share of i's arms and technology that j supplies
    sanctions: ByDyad  # i's pressure in force on j
    culture: ByDyad  # cultural and operational distance
    agreements: ByAgreement  # level agreed and lived by the parties
    implementation: ByAgreement  # level implemented
    habituation: ByDyad  # visible cooperation that third parties have got used to
    signed_lately: ByDyad  # agreements taken up, faded by their age
    fiscal_strain: ByActor
    military_weight: ByActor
    position: ByActor


@dataclass(frozen=True)
class Stock:
    """What a field of `State` is."""

    name: str
    axes: str
    low: float
    high: float
    unit: str
    meaning: str
    symmetric: bool = False


_INF = float("inf")
STOCKS: tuple[Stock, ...] = (
    Stock("alignment", "actor other", -1, 1, "index", "tendency to take the same side", True),
    Stock("trust", "actor other", 0, 1, "probability", "belief that the other keeps its word and delivers"),
    Stock("tension", "actor other", 0, 1, "index", "tension between the two", True),
    Stock("interoperability", "actor other", 0, 1, "index", "ability of the forces to work together", True),
    Stock("dependence", "actor other", 0, 1, "share", "share of arms and technology that the other supplies"),
    Stock("sanctions", "actor other", 0, 1, "index", "pressure in force on the other"),
    Stock("culture", "actor other", 0, 1, "index", "cultural and operational distance", True),
    Stock("agreements", "instrument pair", 0, 2, "level", "agreement in force; 1 is a full programme", True),
    Stock("implementation", "instrument pair", 0, 2, "level", "agreement as carried out", True),
    Stock("habituation", "actor other", 0, 1, "index", "visible cooperation others have got used to", True),
    Stock("signed_lately", "actor other", 0, _INF, "agreements", "agreements taken up, faded by age", True),
    Stock("fiscal_strain", "actor", 0, 1, "index", "strain on the budget"),
    Stock("military_weight", "actor", 0, _INF, "sqrt(CINC %) x quality", "military weight"),
    Stock("position", "actor", -_INF, _INF, "UNGA ideal-point units", "foreign-policy position"),
)


@struct
class Threatened:
    """Sanctions that hang over agreements; one row a threat, none where nobody threatens."""

    weight: Array  # (threat,): credibility x size, 0 while it is not in the air
    by: Array  # (threat, actor), 1 or 0: who threatens, who is threatened, with whom the agreement is
    on: Array
    partners: Array
    instrument: Array  # (threat,)


def no_threat(n: int) -> Threatened:
    """Nobody threatens."""
    nobody = jnp.zeros((0, n))
    return Threatened(jnp.zeros(0), nobody, nobody, nobody, jnp.zeros(0, jnp.int64))


@struct
class Setting:
    """What one draw fixes: figures, actors, geography, the opening stocks and the anchors backed out of them."""

    p: Figures  # parameters, scalars
    c: Figures  # instrument catalogue, each (instrument,)
    on: Figures  # 1 or 0 for each mechanism
    opening: State
    anchor_alignment: ByDyad
    anchor_trust: ByDyad
    contested: ByDyad  # contested interest
    contested_opening: ByDyad
    distance_km: ByDyad  # between capitals
    proximity: ByDyad  # how far j reaches i
    contact: ByDyad
    industry: ByActor
    budget: ByActor
    sovereignty: ByActor
    assertiveness: ByActor
    assertiveness_opening: ByActor
    position_anchor: ByActor
    obligation_lost: ByDyad  # share of obligations that shocks leave without weight
    licence_extra: ByDyad  # leverage of licences that shocks add
    lead_extra: ByDyad  # how much longer new work takes under shocks; 1 is twice as long
    threats: Threatened
    draw_luck: Scalar  # address of luck that a draw shares
    actor_words: ByActor  # addresses of luck
    instrument_words: ByInstrument
    instrument_index: Figures  # places of the instruments that equations name
    enacted: Enacted  # provisions in force, as they stood in the quarter past
    dt: Scalar  # years a step
    date: Scalar  # number of the quarter, from 0
