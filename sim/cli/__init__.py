"""The command line: `entente`. Importing it loads nothing heavy, so that help and refusals come at once."""

from sim.cli.program import main as main
