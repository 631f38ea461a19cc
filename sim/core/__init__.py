"""Parameter, luck, pull, ledger, errors: what knows no stock, no actor and no file."""
