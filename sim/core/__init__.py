"""Parameter, luck, pull, ledger, errors: what knows no stock, no actor and no file."""

from sim.core import compiler as _compiler  # before anything makes an array
