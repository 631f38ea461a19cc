"""What a plain world is told: the figures of one draw and the option's provisions, as dicts and small objects."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """Everything that one draw fixes."""

    parameters: dict[str, float]
    columns: dict[str, dict[str, float]]  # instrument -> column -> figure
    states: dict[str, dict[str, float]]  # code -> figure
    pairs: dict[tuple[str, str], dict[str, float]]  # (actor, other) -> figure
    levels: dict[tuple[str, str], dict[str, float]]  # (actor, other) -> instrument -> level in force
    distance_km: dict[tuple[str, str], float]


@dataclass
class Provision:
    """One provision between two states, without clauses."""

    instrument: str
    first: str
    second: str
    level: float
    relative: bool  # a change of what the pair has
    enter: str  # imposed, signed or offered
    start: int
    stop: int
    entered: bool = field(default=False)

    def open(self, quarter: int) -> bool:
        """Whether a quarter lies between its dates."""
        return self.start <= quarter < self.stop

    def holds(self, one: str, other: str, instrument: str, quarter: int) -> bool:
        """Whether it holds an agreement at a level, which is then not the parties' to change."""
        if self.enter != "imposed" or self.relative or self.instrument != instrument:
            return False
        return {self.first, self.second} == {one, other} and self.open(quarter)

    def wanted(self, now: float) -> float:
        """The level that it asks for, given what the pair has."""
        return min(2.0, max(0.0, now + self.level if self.relative else self.level))
