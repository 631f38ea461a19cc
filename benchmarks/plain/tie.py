"""A tie: everything that one state has with, and sees in, another."""

from dataclasses import dataclass, field


@dataclass
class News:
    """What a quarter brought to a tie: event rates of crises, and what was done."""

    alignment_up: float = 0.0
    alignment_down: float = 0.0
    trust_up: float = 0.0
    trust_down: float = 0.0
    tension_up: float = 0.0
    sanctioned: bool = False
    deescalated: bool = False
    delivered: float = 0.0
    noise_alignment: float = 0.0
    noise_trust: float = 0.0


@dataclass
class Tie:
    """The stocks of one state towards another, their opening, and what is seen of them this quarter."""

    alignment: float
    trust: float
    tension: float
    dependence: float
    culture: float
    agreements: dict[str, float]
    contested: float
    proximity: float  # how far the other reaches
    contact: float
    distance_km: float
    signed_lately: float
    interoperability: float = 0.0
    sanctions: float = 0.0
    habituation: float = 0.0
    implementation: dict[str, float] = field(default_factory=dict)
    in_force: dict[str, float] = field(default_factory=dict)  # in the quarter past, imposed levels laid over
    lived: dict[str, float] = field(default_factory=dict)  # agreements as the acts of the quarter leave them
    taken_up: float = 0.0  # steps of the quarter, in steps of the usual size
    opening_tension: float = 0.0
    opening_interoperability: float = 0.0
    opening_implementation: dict[str, float] = field(default_factory=dict)
    alignment_anchor: float = 0.0
    trust_anchor: float = 0.0
    # Seen at the opening of a quarter.
    ea: float = 0.0
    et: float = 0.0
    ei: float = 0.0
    relief: float = 0.0
    visibility: float = 0.0
    obligation: float = 0.0
    cost: float = 0.0
    blend: float = 0.0
    friction: float = 0.0
    intent: float = 0.0
    own_threat: float = 0.0
    threat: float = 0.0
    novelty: float = 0.0
    offence: float = 0.0
    security: float = 0.0
    balance: float = 0.0
    network: float = 0.0
    influence: float = 0.0
    felt: float = 0.0  # what one holds against ties with the other, as somebody's patron
    displeasure: float = 0.0
    licence: float = 0.0
    news: News = field(default_factory=News)
    ledger: dict[str, float] = field(default_factory=dict)
    closing: dict[str, float] = field(default_factory=dict)
    closing_implementation: dict[str, float] = field(default_factory=dict)
