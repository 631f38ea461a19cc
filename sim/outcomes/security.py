"""Security in four fields: sea lanes, energy, terrorism, networks.

    c_i    = 1 - (1 - own_i) exp(-g sum_j S_ij q_ij)             cover: one's own and what partners add
    near_i = sum_j contact_ij sum_k h_jk                         crises a year around a state

    sea lanes   c_i exp(-k near_i)                    S naval,    own_i = mh_i,      q = fr_ij mh_j
    terrorism   c_i (1 - n max_j contact_ij tau_ij)   S intel_ct, own_i = o (1-F_i), q = fr_ij T_ij (1 + contact_ij) / 2
    cyber       c_i (1 - n max_j intent_ij ind_j)     S cyber_jv, own_i = o ind_i,   q = fr_ij T_ij ind_j

symbol   meaning                                               unit        default  range   source
S        implemented level of the field's instrument           level       state    0-2
mh, fr   weight share; share that gets through                 1           sim/model/perceive
g        what a full programme with an able partner adds       1/programme 1        +-25 %  judgement
k        sea lanes lost to a crisis a year around              years       .1       +-25 %  judgement
o        what a state can do alone                             1           .6       +-25 %  judgement
n        what the worst adversary can undo                     1           .5       +-25 %  judgement
"""

import jax.numpy as jnp

from sim.core.pairs import square
from sim.core.parameter import structural
from sim.model.axes import ByActor, ByDyad
from sim.model.erupt import hazard
from sim.model.perceive.offence import weight_share
from sim.model.perceive.threat import intent
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome

PARAMETERS = (
    structural("field_gain", 1.0, "security that a full programme with an able partner adds", "1/programme"),
    structural("sea_disruption", 0.1, "sea-lane security lost to a crisis a year around", "years"),
    structural("alone_best", 0.6, "security that a state can give itself against terrorism and in networks"),
    structural("adversary_reach", 0.5, "share of security that the worst adversary can undo"),
)
INSTRUMENTS = ("naval", "intel_ct", "cyber_jv")


def crises_around(scene: Scene) -> ByActor:
    """Crises a year of states in contact, each by how close, `(actor,)`."""
    return scene.setting.contact @ hazard(scene).sum(axis=1)


def _cover(scene: Scene, instrument: str, own: ByActor, partner: ByDyad) -> ByActor:
    level = square(scene.state.implementation[scene.setting.instrument_index[instrument]])
    added = (level * scene.view.friction * partner).sum(axis=1)
    return 1 - (1 - own) * jnp.exp(-scene.setting.p.field_gain * added)


def sea_lane_security(scene: Scene) -> ByActor:
    """Cover of the sea lanes by own and partners' navies, less what crises around disrupt, `(actor,)`."""
    able = weight_share(scene.state, scene.setting)
    around = jnp.exp(-scene.setting.p.sea_disruption * crises_around(scene))
    return _cover(scene, "naval", able, able[None, :]) * around


def counter_terrorism(scene: Scene) -> ByActor:
    """Cover by own and shared intelligence, less what a hostile neighbour can undo, `(actor,)`."""
    p, state, contact = scene.setting.p, scene.state, scene.setting.contact
    cover = _cover(scene, "intel_ct", p.alone_best * (1 - state.fiscal_strain), state.trust * (1 + contact) / 2)
    return cover * (1 - p.adversary_reach * (contact * state.tension).max(axis=1))


def cyber_resilience(scene: Scene) -> ByActor:
    """Cover by own and partners' skill, less what the ablest adversary can undo at any distance, `(actor,)`."""
    p, able = scene.setting.p, scene.setting.industry
    hostile = intent(scene.state, scene.setting) * able[None, :] * (1 - jnp.eye(able.shape[0]))
    cover = _cover(scene, "cyber_jv", p.alone_best * able, scene.state.trust * able[None, :])
    return cover * (1 - p.adversary_reach * hostile.max(axis=1))


SECURITY = (
    Outcome(
        "sea_lane_security", "security", "actor", False, "index 0 to 1", "higher",
        "cover of sea lanes by own and partners' navies, less what crises around disrupt", 0.005, sea_lane_security,
    ),
    Outcome(
        "counter_terrorism", "security", "actor", False, "index 0 to 1", "higher",
        "resilience to terrorism: own means and shared intelligence, less hostile neighbours", 0.005,
        counter_terrorism,
    ),
    Outcome(
        "cyber_resilience", "security", "actor", False, "index 0 to 1", "higher",
        "resilience of networks: own skill and joint ventures, less the ablest adversary", 0.005, cyber_resilience,
    ),
)  # fmt: skip
