"""What equations read: the opening state of the quarter, what is perceived in it, and what then happened."""

from sim.core.struct import struct
from sim.model.axes import ByActor, ByAgreement, ByDyad
from sim.model.shocks import Disturbance
from sim.model.state import Setting, State


@struct
class Cooperation:
    """Saturating indices of what a pair has implemented, each `(actor, other)` and symmetric."""

    alignment: ByDyad  # EA: draws the two together
    trust: ByDyad  # ET: occasions to keep one's word
    interoperability: ByDyad  # EI
    relief: ByDyad  # TEN: lowers tension between the two
    visibility: ByDyad  # V: seen by others
    obligation: ByDyad  # OB: duty to assist
    cost: ByDyad  # of what is implemented, a year and party
    blend: ByDyad  # how far culture and operations converge, at most 1
    programmes: ByDyad  # implemented levels, summed over instruments
    binding: ByDyad  # technology carried out since the opening, by how far it binds its recipient
    teaching: ByDyad  # the same, by how far high technology among it is learned


@struct
class View:
    """What is perceived at the opening of a quarter, all derived from the state."""

    cooperation: Cooperation
    friction: ByDyad  # fr: share of an instrument's effect that gets through
    threat: ByDyad  # H: threat that i sees in j
    menace: ByActor  # Hbar: threat of all others together
    novelty: ByDyad  # nov: visible cooperation others are not used to
    offence: ByDyad  # Rx: j's new ties to those whom i fears
    alarm: ByActor  # Hb: menace and new hostile ties
    security: ByDyad  # sec: security value of j to i
    balance: ByDyad  # B: what shared friends and foes suggest
    network: ByDyad  # net: shared partners and the partner's degree
    influence: ByDyad  # w: whose word counts for i, rows sum to 1 or 0
    displeasure: ByDyad  # of i's patrons at visible ties with j
    licence: ByDyad  # pat: leverage of i's suppliers over technology that reaches j


@struct
class Scene:
    """The opening of a quarter: state, what is perceived, what is fixed."""

    state: State
    view: View
    setting: Setting
    in_force: ByAgreement  # agreements in the quarter past, with imposed provisions laid over them


@struct
class Leanings:
    """Event rates (1/year) that crises leave on dyads, `(actor, other)`."""

    alignment_up: ByDyad
    alignment_down: ByDyad
    trust_up: ByDyad
    trust_down: ByDyad
    tension_up: ByDyad


@struct
class Happened:
    """What the quarter brought: outcomes of acts, crises, deliveries, shocks and the noise of the stocks."""

    crises: Leanings
    sanctioned: ByDyad  # 1 where i put new sanctions on j
    deescalated: ByDyad  # 1 where a step of de-escalation was accepted, symmetric
    armed: ByActor
    hedged: ByActor
    delivered: ByDyad  # share of deliveries that succeed, symmetric
    shock: Disturbance
    noise_alignment: ByDyad  # standard normal, symmetric
    noise_trust: ByDyad
    noise_position: ByActor
