"""What is not known of added actors, in words."""

from collections.abc import Sequence

from sim.evidence.neighbours import PREDICTED, neighbours
from sim.evidence.newcomer import Newcomer
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC
from sim.scenario.tables import World

NAMED = 5


def newcomer_words(world: World, actors: Sequence[str]) -> tuple[str, ...]:
    """One sentence for each added actor that takes part: what is predicted, from whom.

    Parameters
    ----------
    world
        Tables with the actors in them.
    actors
        Codes of those that take part.
    """
    return tuple(_words(world, newcomer, actors) for newcomer in world.newcomers if newcomer.code in actors)


def _words(world: World, newcomer: Newcomer, actors: Sequence[str]) -> str:
    name, word = world.names()[newcomer.code], f"{PREDICTED}{newcomer.code}"
    if word not in set(world.tables.bases["basis"]):
        return f"{name} stands in the tables already; what the scenario file gives of it replaces their figures."
    row = world.tables.actors.set_index("actor").loc[newcomer.code]
    own = sum(row[f"{figure}_basis"] == word for figure in ACTOR_FIGURES)
    pairs, all_pairs = _of_pairs(world, newcomer.code, actors)
    agreements = world.tables.agreements
    here = agreements["first"].isin(list(actors)) & agreements["second"].isin(list(actors))
    guessed = int((here & (agreements["basis"] == word)).sum())
    return (
        f"{name} is added by the scenario file. Predicted from {_from_whom(world, newcomer)}, with wider doubt: "
        f"{own} of its {len(ACTOR_FIGURES)} figures, {pairs} of {all_pairs} figures of its pairs, {guessed} agreements."
    )


def _of_pairs(world: World, code: str, actors: Sequence[str]) -> tuple[int, int]:
    """Figures of the actor's pairs that are predicted, and all; a symmetric one counts once."""
    dyads = world.tables.dyads
    there = dyads[(dyads["source"] == code) & dyads["target"].isin(list(actors))]
    back = dyads[(dyads["target"] == code) & dyads["source"].isin(list(actors))]
    cells = [rows[f"{f}_basis"] for f in DYAD_FIGURES for rows in ((there,) if f in SYMMETRIC else (there, back))]
    return sum(int((cell == f"{PREDICTED}{code}").sum()) for cell in cells), sum(map(len, cells))


def _from_whom(world: World, newcomer: Newcomer) -> str:
    near, names = neighbours(world.tables, newcomer), world.names()
    if len(near) > NAMED:
        return f"the mean of {len(near)} states"
    *head, last = (names[code] for code in near)
    return f"{', '.join(head)} and {last}" if head else last
