"""The browser face: a Solara page on `sim.abm.PolicyModel`. It computes nothing of its own."""
