"""The scenario file: read, checked, resolved, and given to the model as arrays."""

from sim.scenario.arrays import opening as opening
from sim.scenario.cases import under as under
from sim.scenario.circumstances import Case as Case
from sim.scenario.circumstances import Condition as Condition
from sim.scenario.circumstances import Shock as Shock
from sim.scenario.expectation import Expectation as Expectation
from sim.scenario.goal import Goal as Goal
from sim.scenario.load import load as load
from sim.scenario.notes import notes as notes
from sim.scenario.policy_rows import policy as policy
from sim.scenario.policy_rows import policy_rows as policy_rows
from sim.scenario.problems import Problem as Problem
from sim.scenario.problems import ScenarioError as ScenarioError
from sim.scenario.scenario import BASELINE as BASELINE
from sim.scenario.scenario import Option as Option
from sim.scenario.scenario import Provision as Provision
from sim.scenario.scenario import Scenario as Scenario
from sim.scenario.shock_rows import Room as Room
from sim.scenario.shock_rows import room_needed as room_needed
from sim.scenario.shock_rows import shocks as shocks
from sim.scenario.template import template as template
