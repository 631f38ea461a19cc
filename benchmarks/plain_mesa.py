"""The same quarter written the way a Mesa tutorial would: agents that are objects, dicts, loops; one world at a time.

Written from docs/odd.md and the specification by somebody who had read the engine, with no line of it, so that the two
check one another (tests/model/test_plain_mesa.py) and so that their times can be compared. It knows provisions between
two states, imposed, signed and offered; clauses, agreements of many and shocks are left out.
"""

import math
from itertools import combinations

import mesa

from benchmarks.plain import crises, learn, perceive, settle
from benchmarks.plain.choose import Act, choose
from benchmarks.plain.figures import Figures, Provision
from benchmarks.plain.luck import Luck, between, towards, word_of
from benchmarks.plain.pulls import event_rate
from benchmarks.plain.tie import News, Tie

OPENING_STRAIN = 0.2


class StateAgent(mesa.Agent):
    """A state: its figures, its stocks, its ties with every other."""

    model: "World"

    def __init__(self, model: "World", code: str, figures: dict[str, float]) -> None:
        super().__init__(model)
        self.code = code
        self.industry, self.budget = figures["defence_industry"], figures["budget"]
        self.sovereignty, self.assertiveness = figures["sovereignty"], figures["assertiveness"]
        self.military_weight = math.sqrt(figures["capability"]) * figures["quality"]
        self.position = self.home_position = figures["ideal_point"]
        self.fiscal_strain = OPENING_STRAIN
        self.ties: dict[str, Tie] = {}
        self.closing: dict[str, float] = {}
        self.likeness: dict[str, float] = {}
        self.act = Act("null")
        self.with_allies = self.threat_length = self.menace = self.weight_share = self.alarm = 0.0
        self.noise = self.bound = self.absorbed = 0.0

    def choose(self) -> None:
        """Take one act."""
        self.act = choose(self, self.model.luck)

    def learn(self) -> None:
        """Work out all closing stocks."""
        others = [self.model.states[code] for code in self.ties]
        self.absorbed = learn.absorbed(self)
        self.bound = sum(learn.binding(self, other) for other in others)
        for other in others:
            learn.learn_tie(self, other, self.act)
        learn.learn_self(self, self.act)

    def advance(self) -> None:
        """Take the closing stocks over."""
        for holder in (self, *self.ties.values()):
            for name, value in holder.closing.items():
                setattr(holder, name, value)
        for tie in self.ties.values():
            tie.agreements, tie.implementation, tie.news = dict(tie.lived), tie.closing_implementation, News()


class World(mesa.Model):
    """All states of one world under one option; a step is a quarter."""

    def __init__(
        self, figures: Figures, provisions: list[Provision], seed: int = 1, draw: int = 0, run: int = 0
    ) -> None:
        super().__init__(rng=seed)  # Mesa asks for one; luck is addressed and does not use it
        self.p, self.columns, self.provisions = figures.parameters, figures.columns, provisions
        self.address, self.quarter = (seed, draw, run), 0
        self.states = {code: StateAgent(self, code, own) for code, own in figures.states.items()}
        for (one, other), pair in figures.pairs.items():
            self.states[one].ties[other] = self._tie(figures, one, other, pair)
        self._open()

    def _tie(self, figures: Figures, one: str, other: str, pair: dict[str, float]) -> Tie:
        near, back = (
            math.exp(-figures.distance_km[one, other] / (self.p["reach_km"] * figures.states[whose]["reach"]))
            for whose in (other, one)
        )
        levels = {m: level for m, level in figures.levels[one, other].items() if level > 0}
        return Tie(
            alignment=pair["alignment"],
            trust=pair["trust"],
            tension=pair["tension"],
            dependence=pair["dependence"],
            culture=pair["culture_distance"],
            agreements=dict(levels),
            contested=pair["contested_interest"],
            proximity=near,
            contact=min(1.0, self.p["contact_gain"] * max(near, back)),
            distance_km=figures.distance_km[one, other],
            signed_lately=pair["signed_lately"],
            implementation=dict(levels),
            in_force=dict(levels),
            opening_tension=pair["tension"],
            opening_implementation=dict(levels),
        )

    def _open(self) -> None:
        """Interoperability and habituation from what is in force, and anchors at which the opening pulls cancel."""
        self._perceive()
        for state in self.states.values():
            for tie in state.ties.values():
                tie.interoperability = tie.opening_interoperability = min(0.95, max(0.05, tie.ei))
                tie.habituation = tie.visibility
        self._perceive()
        p = self.p
        often = p["severe_share"] + (1 - p["severe_share"]) * p["minor_weight"]
        for one, other in combinations(self.states.values(), 2):
            expected = crises.hazard(one, other) * often * learn.STEP
            fall = event_rate(min(0.9, p["crisis_fall"] * expected))
            for tie in (one.ties[other.code], other.ties[one.code]):
                tie.news = News(alignment_down=fall, trust_down=fall, delivered=self.success(tie))
        for state in self.states.values():
            for code, tie in state.ties.items():
                pulls = learn.alignment_pulls(state, self.states[code])
                tie.alignment_anchor = backed_out(tie.alignment, pulls, p["k_anchor"], -1.0)
                pulls = learn.trust_pulls(state, self.states[code])
                tie.trust_anchor = backed_out(tie.trust, pulls, p["k_trev"], 0.0)
        for state in self.states.values():
            for tie in state.ties.values():
                tie.news = News()

    def _perceive(self) -> None:
        everything = (perceive.agreements, perceive.own_threats, perceive.shared_threats, perceive.meaning)
        for stage in (*everything, perceive.likeness):
            self.agents.do(stage)
        ties = [tie for state in self.states.values() for tie in state.ties.values()]
        self.signed_usually = sum(map(perceive.signed, ties)) / len(ties)

    def step(self) -> None:
        """One quarter: perceive, choose, act, erupt, learn."""
        self.luck = Luck(*self.address, self.quarter)
        self._perceive()
        self.agents.do("choose")
        settle.act(self, self.luck)
        crises.erupt(self, self.luck)
        self._deliver_and_disturb()
        self.agents.do("learn")
        self.agents.do("advance")
        self.quarter += 1

    def _deliver_and_disturb(self) -> None:
        luck = self.luck
        for state in self.states.values():
            state.noise = luck.normal("noise of position", word_of(state.code))
            for code, tie in state.ties.items():
                tie.news.noise_alignment = luck.normal("noise of alignment", between(state.code, code))
                tie.news.noise_trust = luck.normal("noise of trust", towards(state.code, code))
                tie.news.delivered = float(luck.uniform("delivery", between(state.code, code)) < self.success(tie))

    def success(self, tie: Tie) -> float:
        """Chance that a quarter's joint work succeeds."""
        return self.p["delivery_best"] - self.p["delivery_loss"] * (1 - tie.friction)


def backed_out(stock: float, pulls: learn.Pulls, speed: float, low: float) -> float:
    """The anchor at which all pulls on an opening stock cancel."""
    push = sum(rate * (target - stock) for name in pulls if name != "anchor" for rate, target in pulls[name])
    return min(1.0, max(low, stock - push / speed))
