"""A quarter is a sentence: perceive, choose, act, erupt, learn.

Order of a quarter: (1) provisions and shocks of the date, (2) every state chooses on what it perceives at the
opening, (3) acts: acceptance, leaving, lapse, pressure and concession, de-escalation, (4) crises and bystanders,
(5) every stock learns, all from the same opening.
"""

import dataclasses
from typing import NamedTuple

import jax.numpy as jnp
from jax import Array

from sim.core.fence import fence
from sim.core.ledger import Ledger, open_ledger, post, residual
from sim.core.luck import dyad_words, fold, name_word, normal, pair_words, uniform
from sim.core.pairs import square, upper
from sim.core.struct import struct
from sim.model.acts.accede import Treaties, accede, no_treaties
from sim.model.acts.deescalate import accepted
from sim.model.acts.parties import Stakes, stakes_of
from sim.model.acts.pressure import concession, new_sanctions
from sim.model.acts.settle import concede, lapse, take_and_leave
from sim.model.acts.stay import stay
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByPair, Scalar
from sim.model.choose import ARM, DEESCALATE, HEDGE, PRESSURE, Chosen, Menu, intend
from sim.model.enacted import Enacted, live_rows, not_yet
from sim.model.erupt import erupt
from sim.model.learn import ENTRIES, learn
from sim.model.learn.trust.delivery import success
from sim.model.perceive import perceive
from sim.model.policy import Policy, hold
from sim.model.rally import rally
from sim.model.scene import Happened, Scene, View
from sim.model.shaken import in_the_air, shaken
from sim.model.shocks import Disturbance, Shocks, Unfolding, disturb
from sim.model.state import Setting, State
from sim.model.unfold import start, unfold

_PRESSED, _STEPPED, _DELIVERED = (name_word(s) for s in ("concession", "step", "delivery"))
_NOISE = {stock: name_word(f"noise of {stock}") for stock in ("alignment", "trust", "position")}


@struct
class World:
    """What one world carries from quarter to quarter."""

    state: State
    view: View  # what the state means to those in it, at the opening of the quarter to come
    in_force: ByAgreement  # agreements as they stood in the quarter past, imposed ones laid over the lived
    ledger_alignment: Ledger  # an entry for each mechanism, each (actor, other)
    ledger_trust: Ledger
    enacted: Enacted  # provisions in force in the quarter past
    treaties: Treaties  # how far signed and offered provisions have entered, and who is in
    crises: ByPair  # so far
    severe: ByPair
    unfolding: Unfolding  # how far the shocks have come


class Events(NamedTuple):
    """What is worth recording of a quarter beside the state."""

    chosen: Chosen
    taken: ByActor  # whether the state's proposal was accepted
    would_sign: Array  # (member,): probability that each party to a provision accepts it now


def open_world(setting: Setting, policy: Policy, shocks: Shocks, key: Array) -> World:
    """A world at the opening of quarter 0."""
    first, opening = jnp.asarray(0), setting.opening
    unfolding = unfold(shocks, start(shocks), setting, opening, opening.agreements, first, key)
    enacted = not_yet(policy)
    return World(
        state=setting.opening,
        view=perceive(opening, of_quarter(setting, shocks, unfolding, first, opening, enacted)[0]),
        in_force=setting.opening.agreements,
        ledger_alignment=open_ledger(len(ENTRIES["alignment"]), setting.opening.alignment),
        ledger_trust=open_ledger(len(ENTRIES["trust"]), setting.opening.trust),
        enacted=enacted,
        treaties=no_treaties(policy),
        crises=jnp.zeros_like(setting.opening.agreements[0]),
        severe=jnp.zeros_like(setting.opening.agreements[0]),
        unfolding=unfolding,
    )


def of_quarter(
    setting: Setting, shocks: Shocks, unfolding: Unfolding, date: Array, state: State, enacted: Enacted
) -> tuple[Setting, Disturbance]:
    """The setting of a quarter under its shocks and with the provisions in force, and the shocks."""
    shock = disturb(shocks, unfolding, date, state)
    now = dataclasses.replace(setting, enacted=enacted, date=date)
    return shaken(now, shock, in_the_air(shocks, unfolding, date, setting)), shock


def look(world: World, setting: Setting) -> Scene:
    """The scene at the opening of a quarter."""
    return Scene(world.state, world.view, setting, world.in_force)


def act(
    entered: ByAgreement, treaties: Treaties, scene: Scene, m: Menu, stakes: Stakes, chosen: Chosen, key: Array
) -> tuple[ByAgreement, Treaties, ByActor, ByDyad, ByDyad]:
    """What acts make of the world: lived levels, treaties, proposals accepted, new sanctions, steps accepted.

    `entered` are the lived levels once signed and offered provisions have entered.
    """
    words = scene.setting.actor_words
    towards = (words << jnp.uint64(32)) | words[chosen.partner]
    pressing = chosen.act == PRESSURE
    given = concession(scene, pressing, chosen.partner, uniform(fold(key, _PRESSED), towards))
    stepped = accepted(scene, chosen.act == DEESCALATE, chosen.partner, uniform(fold(key, _STEPPED), towards))
    acted, taken = take_and_leave(entered, scene, m, chosen, key)
    lived = concede(lapse(acted, scene, m, entered, key), chosen.partner, given)
    lived, treaties = stay(lived, acted, treaties, scene, stakes, chosen, given, key)
    return lived, treaties, taken, new_sanctions(scene, pressing, chosen.partner, given), stepped


def deliveries(scene: Scene, failed: ByDyad, key: Array) -> ByPair:
    """1 where the quarter's joint work succeeds, `(pair,)`."""
    u = uniform(fold(key, _DELIVERED), upper(pair_words(scene.setting.actor_words)))
    return jnp.where(u < upper(success(scene) * (1 - failed)), 1.0, 0.0)


def quarter(
    world: World,
    setting: Setting,
    policy: Policy,
    shocks: Shocks,
    date: Array,
    key: Array,
    chosen: Chosen | None = None,
) -> tuple[World, Events, Scene]:
    """One quarter of one world.

    Parameters
    ----------
    world
        At the opening of the quarter.
    setting
        What the draw fixes.
    policy, shocks
        Rows of provisions and shocks.
    date
        Number of the quarter, from 0.
    key
        Luck of the world.
    chosen
        Acts in place of those that the states choose by themselves.

    Returns
    -------
    world, events, scene
        At the closing; what happened; what was seen at the opening.
    """
    luck = fold(key, date)
    now, shock = of_quarter(setting, shocks, world.unfolding, date, world.state, world.enacted)
    scene = look(world, now)
    m, own = intend(scene, policy, date, luck)
    chosen = own if chosen is None else chosen
    stakes = stakes_of(scene, m.worth)
    entered, treaties, signing = accede(world.state.agreements, world.treaties, scene, stakes, date, luck)
    lived, treaties, taken, sanctioned, stepped = act(entered, treaties, scene, m, stakes, chosen, luck)
    crisis, severe, leanings = erupt(scene, shock.crisis, luck)
    leanings = rally(leanings, scene, shocks, world.unfolding, date, luck)
    pairs, dyads = upper(pair_words(now.actor_words)), dyad_words(now.actor_words)
    noise = normal(fold(luck, _NOISE["alignment"]), pairs)
    noise, delivered = square(fence(date, jnp.stack([noise, deliveries(scene, shock.delivery_failure, luck)])))
    happened = Happened(
        crises=leanings,
        sanctioned=sanctioned,
        deescalated=stepped,
        armed=jnp.where(chosen.act == ARM, 1.0, 0.0),
        hedged=jnp.where(chosen.act == HEDGE, 1.0, 0.0),
        delivered=delivered,
        shock=shock,
        noise_alignment=noise,
        noise_trust=normal(fold(luck, _NOISE["trust"]), dyads),
        noise_position=normal(fold(luck, _NOISE["position"]), now.actor_words),
    )
    happened = dataclasses.replace(fence(date, happened), shock=shock)
    in_force = hold(lived, policy, date)
    enacted = Enacted(policy, live_rows(policy, treaties.live, date))
    held = dataclasses.replace(scene, setting=dataclasses.replace(now, enacted=enacted))
    state, alignment_entries, trust_entries = learn(held, happened, lived, in_force, date)
    state = fenced_state(state, date)
    unfolding = unfold(shocks, world.unfolding, setting, state, in_force, date + 1, key)
    closing = World(
        state=state,
        view=perceive(state, of_quarter(setting, shocks, unfolding, date + 1, state, enacted)[0]),
        in_force=in_force,
        ledger_alignment=post(world.ledger_alignment, alignment_entries),
        ledger_trust=post(world.ledger_trust, trust_entries),
        enacted=enacted,
        treaties=treaties,
        crises=world.crises + crisis,
        severe=world.severe + severe,
        unfolding=unfolding,
    )
    return closing, Events(chosen, taken, signing), scene


def fenced_state(state: State, date: Array) -> State:
    """The same state, its stocks of actors and dyads computed before anybody perceives them."""
    large = {"agreements": state.agreements, "implementation": state.implementation}
    small = {name: stock for name, stock in vars(state).items() if name not in large}
    return State(**fence(date, small), **large)


def ledger_gap(world: World, setting: Setting) -> Scalar:
    """How far the ledgers of a world are from closing: the largest absolute gap over dyads and stocks."""
    return jnp.maximum(
        residual(world.ledger_alignment, setting.opening.alignment, world.state.alignment),
        residual(world.ledger_trust, setting.opening.trust, world.state.trust),
    )


def bounds_gap(world: World) -> Scalar:
    """The largest amount that bounds have taken back so far."""
    return jnp.maximum(jnp.abs(world.ledger_alignment[-1]).max(), jnp.abs(world.ledger_trust[-1]).max())
