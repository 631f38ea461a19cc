"""The command line: `entente`. Importing it loads nothing heavy, so that help and refusals come at once."""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program, as `sim.cli.program.main` says."""
    # Loaded only now: a process that works for this one imports the script that called, and this with it.
    from sim.cli.program import main as run_program

    run_program(arguments)
