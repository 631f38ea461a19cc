"""Acts: what a state can do in a quarter, and what comes of it."""
