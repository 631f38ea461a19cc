"""Faces for Mesa: a world as a model, a state as an agent, on the same engine as every ensemble.

    model = PolicyModel("scenarios/minimal.yaml", "pact", draw=3, run=1)   # that world of `sim.run`
    model.step()                        # one quarter; model.running, model.quarter of model.quarters, model.date
    model.agents, model.actor("IND")    # Actor: code, name, alignment_to("TUR"), trust_in("TUR"), last_act_words, ...
    model.stock("alignment")            # (actor, other) in the order of model.codes; opening=True for the start
    model.outcome("alignment", "IND:TUR")               # any outcome that the scenario measures, of anybody
    model.datacollector.get_model_vars_dataframe()      # a column for all that is watched: `alignment IND:TUR`
    model.ledger("IND", "TUR")          # what has moved the pair; also stock="trust"
    model.agreements("PAK", "TUR")      # in force now; also of one state, or of all
    model.crises(), model.timeline()    # so far
    model.provisions()                  # of the option: what each asks for, in force, movable
    model.set_level(0, 0.5)             # from the quarter that opens now
    model.menu("IND").acts              # what India could do now, what each act is worth and why, the odds

Someone with a mind of its own is a subclass of `Actor` that overrides `choose(menu)`:

    class Patient(Actor):
        def choose(self, menu):
            return acts.NOTHING if menu.own.kind == "pressure" else None     # None: as the engine has it

    PolicyModel("scenarios/minimal.yaml", "pact", minds={"IND": Patient})

A model is named by its scenario, option, `rng` (the seed), draw and run, and by nothing else: models do not share
state, and two of one name are equal. Errors that the user can mend are `sim.core.errors.EntenteError`.
"""

from sim.abm import acts as acts
from sim.abm.actor import Actor as Actor
from sim.abm.acts import Act as Act
from sim.abm.menu import Menu as Menu
from sim.abm.model import PolicyModel as PolicyModel
