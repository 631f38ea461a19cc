"""The program: its commands, and how it ends."""

import os
import signal
import sys
from _thread import interrupt_main
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Annotated

import typer

import sim
from sim.cli.attribute import attribute
from sim.cli.calibrate import calibrate
from sim.cli.case_study import case_study
from sim.cli.chart import chart
from sim.cli.check import validate
from sim.cli.compare import compare
from sim.cli.dashboard import dashboard
from sim.cli.data import data
from sim.cli.discover import discover
from sim.cli.enough import enough
from sim.cli.explain import explain
from sim.cli.export import export
from sim.cli.facts import facts
from sim.cli.flip import flip
from sim.cli.hindcast import hindcast
from sim.cli.landscape import landscape
from sim.cli.lint import lint
from sim.cli.listing.command import list_declared
from sim.cli.new import new
from sim.cli.reactions import reactions
from sim.cli.report import report
from sim.cli.rerun import rerun
from sim.cli.robust import robust
from sim.cli.run import run
from sim.cli.sensitivity import sensitivity
from sim.cli.show import show
from sim.cli.sweep import sweep
from sim.cli.third_parties import third_parties
from sim.core.errors import EntenteError
from sim.core.workers import seldom_collect

ASK, TRUST, SHARE = "Ask", "Trust", "Share"
BAD_INPUT, INTERRUPTED = 2, 130
A_MOMENT = 0.01  # seconds, by which what ignored a stop is over

app = typer.Typer(
    name="entente",
    help="Compare policy options for defence cooperation in model worlds. A scenario instrument, not a forecast.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("new", rich_help_panel=ASK)(new)
app.command("run", rich_help_panel=ASK)(run)
app.command("sweep", rich_help_panel=ASK)(sweep)
app.command("sensitivity", rich_help_panel=ASK)(sensitivity)
app.command("compare", rich_help_panel=ASK)(compare)
app.command("explain", rich_help_panel=ASK)(explain)
app.command("reactions", rich_help_panel=ASK)(reactions)
app.command("attribute", rich_help_panel=ASK)(attribute)
app.command("robust", rich_help_panel=ASK)(robust)
app.command("discover", rich_help_panel=ASK)(discover)
app.command("flip", rich_help_panel=ASK)(flip)
app.command("landscape", rich_help_panel=ASK)(landscape)
app.command("validate", rich_help_panel=TRUST)(validate)
app.command("lint", rich_help_panel=TRUST)(lint)
app.command("facts", rich_help_panel=TRUST)(facts)
app.command("calibrate", rich_help_panel=TRUST)(calibrate)
app.command("third-parties", rich_help_panel=TRUST)(third_parties)
app.command("hindcast", rich_help_panel=TRUST)(hindcast)
app.command("case-study", rich_help_panel=TRUST)(case_study)
app.command("enough", rich_help_panel=TRUST)(enough)
app.command("rerun", rich_help_panel=TRUST)(rerun)
app.command("list", rich_help_panel=TRUST)(list_declared)
app.add_typer(data, name="data", rich_help_panel=TRUST)
app.command("report", rich_help_panel=SHARE)(report)
app.command("chart", rich_help_panel=SHARE)(chart)
app.command("dashboard", rich_help_panel=SHARE)(dashboard)
app.command("show", rich_help_panel=SHARE)(show)
app.command("export", rich_help_panel=SHARE)(export)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"entente {sim.__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", metavar="", callback=_say_version, is_eager=True, help="Say the version and end."),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end with its code.

    Parameters
    ----------
    arguments
        Words after `entente`; those of the process when left out.

    Raises
    ------
    SystemExit
        With 0; 1 when some worlds failed; 2 when something has to be mended, which is then said on standard error;
        130 when stopped, by hand or by a signal to end.
    """
    # Tables are made side by side, so a second level of threads only costs; it must be said before NumPy loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    seldom_collect()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    try:
        with _stops_wherever_it_is():
            app(args=None if arguments is None else list(arguments), prog_name="entente")
    except EntenteError as error:
        print(error, file=sys.stderr)
        raise SystemExit(BAD_INPUT) from None
    except SystemExit as end:
        if end.code == INTERRUPTED:
            print("Stopped; worlds that were done are kept, and the same command goes on from there.", file=sys.stderr)
        raise


@contextmanager
def _stops_wherever_it_is() -> Iterator[None]:
    """Stop by hand also where Python ignores what is raised, as while it collects garbage: JAX has it do so.

    Whatever else ends programs in order, such as a cluster at the end of a job's time, stops it likewise.
    """
    before, ending = sys.unraisablehook, signal.signal(signal.SIGTERM, signal.default_int_handler)

    def again(ignored: "sys.UnraisableHookArgs") -> None:
        if ignored.exc_type is KeyboardInterrupt:
            Timer(A_MOMENT, interrupt_main).start()
        else:
            before(ignored)

    sys.unraisablehook = again
    try:
        yield
    finally:
        sys.unraisablehook = before
        signal.signal(signal.SIGTERM, ending)


def _never_fail_on_a_letter(stream: object) -> None:
    # A console that has no letter for ü or a dash shows a question mark instead of ending the program.
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="replace")
