"""What a scenario can be made of: instruments, groups of states, shocks; data with sources."""

from sim.catalogue.columns import COLUMNS as COLUMNS
from sim.catalogue.columns import MEANINGS as MEANINGS
from sim.catalogue.conditions import Exclusion as Exclusion
from sim.catalogue.conditions import Need as Need
from sim.catalogue.entries import CatalogueError as CatalogueError
from sim.catalogue.groups import Group as Group
from sim.catalogue.groups import groups as groups
from sim.catalogue.groups import presets as presets
from sim.catalogue.instruments import Catalogue as Catalogue
from sim.catalogue.instruments import instruments as instruments
from sim.catalogue.limits import Limit as Limit
from sim.catalogue.limits import limits as limits
from sim.catalogue.settings import Setting as Setting
from sim.catalogue.settings import Settings as Settings
from sim.catalogue.settings import settings as settings
from sim.catalogue.shocks import ShockKind as ShockKind
from sim.catalogue.shocks import shock_kinds as shock_kinds
from sim.catalogue.variants import Variant as Variant
from sim.catalogue.variants import variants as variants
from sim.catalogue.yardsticks import Yardstick as Yardstick
from sim.catalogue.yardsticks import yardsticks as yardsticks
