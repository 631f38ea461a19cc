"""The checks of feasibility: each says of every party of an option whether it is fine, strained, or not feasible."""
