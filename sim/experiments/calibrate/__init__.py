"""Calibrate: the weights of motives estimated from what states signed, and what could not be told apart."""
