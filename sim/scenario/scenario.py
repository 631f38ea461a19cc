"""A scenario once read: everything resolved, nothing left to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sim.evidence.newcomer import Newcomer
from sim.model.opening import Opening
from sim.scenario.circumstances import Case, Shock
from sim.scenario.dates import QUARTERS_A_YEAR, quarter_name
from sim.scenario.expectation import Expectation
from sim.scenario.goal import Goal
from sim.scenario.provision import Option as Option
from sim.scenario.provision import Pair as Pair
from sim.scenario.provision import Provision as Provision
from sim.scenario.resolved import as_data, fingerprint
from sim.scenario.sweep_plan import SweepPlan as SweepPlan

BASELINE = "baseline"


@dataclass(frozen=True)
class Scenario:
    """A scenario file once read.

    Attributes
    ----------
    path
        The file.
    title, question
        Plain words.
    start
        First quarter, counted from the year 0 (`start_name` says it as `2026Q1`).
    quarters
        How many quarters the scenario covers.
    actors
        Codes, sorted.
    names
        Name of each actor.
    groups
        Members among the actors, by group.
    group_titles
        Titles that the file gives to groups, by group.
    options
        The baseline first.
    shocks
        In the order of the file.
    cases
        Circumstances with which every option is crossed; none where the file has none.
    figures
        Values that replace figures of the opening, by whom and figure; `opening` has them already.
    parameters
        Pinned values, by name.
    posterior
        Name or folder of the posterior that the other parameters are drawn from where it has them, or None.
    uncertainties
        Ranges that replace a parameter's own, by name.
    compare
        Pairs of options to set against each other.
    watch
        Subjects: `IND:TUR` a pair, `IND:west` a state and a group, `IND` a state, `world`.
    outcomes
        Names of the outcomes to measure.
    perspective
        The state for which the study is told, or None: its subjects come first.
    goals
        What options are to reach.
    expects
        What the record shows, for a case study.
    draws, runs, seed
        Sampling, unless the command says otherwise.
    sweep
        What `entente sweep` is to vary, or None.
    opening
        Figures and doubts of the actors at the start.
    since
        Year from which each agreement of the record is in force, by pair and instrument.
    newcomers
        Actors that the file adds to the tables, or of which it knows better.
    newcomers_told
        What is predicted of them and from whom, a sentence for each that takes part.
    tables
        Files of the world tables that are not the baseline's own.
    tables_digest
        SHA-256 of the world tables and the catalogue.
    """

    path: Path = field(compare=False)
    title: str
    question: str
    start: int
    quarters: int
    actors: tuple[str, ...]
    names: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]
    group_titles: Mapping[str, str]
    options: tuple[Option, ...]
    shocks: tuple[Shock, ...]
    cases: tuple[Case, ...]
    figures: Mapping[str, Mapping[str, float]]
    parameters: Mapping[str, float]
    posterior: str | None
    uncertainties: Mapping[str, tuple[float, float]]
    compare: tuple[Pair, ...]
    watch: tuple[str, ...]
    outcomes: tuple[str, ...]
    perspective: str | None
    goals: tuple[Goal, ...]
    expects: tuple[Expectation, ...]
    draws: int
    runs: int
    seed: int
    sweep: SweepPlan | None
    opening: Opening = field(compare=False, repr=False)
    since: Mapping[tuple[str, str, str], str] = field(compare=False, repr=False)
    newcomers: tuple[Newcomer, ...]
    newcomers_told: tuple[str, ...]
    tables: Mapping[str, Path] = field(compare=False)
    tables_digest: str

    @property
    def horizon(self) -> int:
        """Years covered."""
        return self.quarters // QUARTERS_A_YEAR

    @property
    def start_name(self) -> str:
        """First quarter as `2026Q1`."""
        return quarter_name(self.start)

    def option(self, name: str) -> Option:
        """The option of that name.

        Raises
        ------
        KeyError
            When there is none.
        """
        for option in self.options:
            if option.name == name:
                return option
        raise KeyError(f"no option named {name}; there are {', '.join(option.name for option in self.options)}")

    def resolved(self) -> dict[str, object]:
        """The scenario as plain data, with nothing inherited and nothing left to a default."""
        return as_data(self)

    def digest(self) -> str:
        """SHA-256 of everything that decides what this scenario is, the tables' content included."""
        return fingerprint(self)

    def __repr__(self) -> str:
        options = ", ".join(option.name for option in self.options)
        return f"<Scenario {self.title!r}: {options}; {len(self.actors)} states, {self.horizon} years>"

    def _repr_html_(self) -> str:
        from sim.scenario.scenario_card import scenario_card

        return scenario_card(self)
