"""Perceive: what the opening state means to those in it."""

from sim.core.parameter import Parameter
from sim.model.perceive import balance as _balance
from sim.model.perceive import cooperation as _cooperation
from sim.model.perceive import friction as _friction
from sim.model.perceive import network as _network
from sim.model.perceive import offence as _offence
from sim.model.perceive import patrons as _patrons
from sim.model.perceive import security_value as _security
from sim.model.perceive import theatre as _theatre
from sim.model.perceive import threat as _threat
from sim.model.scene import View
from sim.model.state import Setting, State

PARAMETERS: tuple[Parameter, ...] = (
    *_cooperation.PARAMETERS,
    *_friction.PARAMETERS,
    *_threat.PARAMETERS,
    *_offence.PARAMETERS,
    *_theatre.PARAMETERS,
    *_security.PARAMETERS,
    *_balance.PARAMETERS,
    *_network.PARAMETERS,
    *_patrons.PARAMETERS,
)


def perceive(state: State, setting: Setting) -> View:
    """Everything derived from the state that choices, crises and learning read."""
    coop = _cooperation.cooperation(state, setting)
    threats = _threat.threat(state, setting, coop)
    together = _threat.menace(threats)
    new = _offence.novelty(state, coop)
    nearby = _theatre.seen_nearby(threats, state, setting, coop)
    alarmed = _offence.alarm(state, setting, threats, new, nearby, together)
    return View(
        cooperation=coop,
        friction=_friction.friction(state, setting),
        threat=threats,
        menace=together,
        novelty=new,
        offence=_offence.offence(threats, new, nearby),
        alarm=alarmed,
        security=_security.security_value(state, setting, threats, alarmed),
        balance=_balance.balance(state, setting),
        network=_network.network(setting, coop),
        influence=_network.influence(state),
        displeasure=_patrons.displeasure(state, setting, threats, coop),
        licence=_patrons.licence(state, setting),
    )
