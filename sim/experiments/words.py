"""How numbers are said: shares as worlds out of a hundred, sizes with their sign, pairs by name.

A share is said as "in 91 of 100 model worlds" and never as a chance: worlds are samples of what is assumed.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from sim.catalogue import groups
from sim.ensemble.subjects import WORLD
from sim.scenario import Scenario

MOST_SAID = 100
# A group with a longer title goes by its key, in capitals when that is an abbreviation: GCC, NATO.
LONGEST_NAME, LONGEST_LETTERS = 20, 5
_NOTHING = 1e-12


def said_of(worlds: int) -> int:
    """Out of how many worlds a share is said: of a hundred, or of all when there are fewer."""
    return min(worlds, MOST_SAID)


def whole_counts(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """Shares that sum to 1 as whole numbers that sum to `total`.

    By largest remainder, except that a share above 0 is never said as 0: "100 of 100" means all.
    """
    exact = np.asarray(shares, dtype=np.float64) * total
    counts = np.floor(exact + _NOTHING)
    present = np.asarray(shares) > _NOTHING
    counts[present & (counts == 0)] = 1
    missing = int(total - counts.sum())
    if missing > 0:
        counts[np.argsort(counts - exact, kind="stable")[:missing]] += 1
    for _ in range(-missing):
        counts[np.argmax(counts)] -= 1
    return tuple(int(count) for count in counts)


def of_worlds(share: float, worlds: int) -> str:
    """A share as `91 of 100`."""
    total = said_of(worlds)
    return f"{whole_counts((share, 1 - share), total)[0]} of {total}"


def in_worlds(share: float, worlds: int) -> str:
    """A share as `in 91 of 100 model worlds`."""
    return f"in {of_worlds(share, worlds)} model worlds"


def signed(value: float, digits: int = 3) -> str:
    """A change with its sign; a change that rounds to nothing has none."""
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text


def percent(part: float, whole: float) -> str:
    """A part as `92 %`."""
    return f"{100 * part / whole:.0f} %" if whole else "none"


def left_out(failed: int, worlds: int, lost: int, draws: int) -> str:
    """How many worlds failed, and how many draws have none that did not; nothing where all are sound."""
    whole = f" ({lost} of {draws} draws)" if lost else ""
    return f"{failed} of {worlds} worlds failed and are left out{whole}." if failed else ""


def listed(words: Iterable[str]) -> str:
    """Words in a row: `a`, `a and b`, `a, b and c`."""
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def side_name(scenario: Scenario, side: str) -> str:
    """The name of a state, or of a group of the catalogue or the file."""
    if side in scenario.names:
        return scenario.names[side]
    if side in scenario.group_titles:
        return scenario.group_titles[side]
    if side in groups():
        title = groups()[side].title
        return title if len(title) <= LONGEST_NAME else side.upper() if len(side) <= LONGEST_LETTERS else _spaced(side)
    return _spaced(side)


def _spaced(key: str) -> str:
    return key.replace("_", " ")


def subject_name(scenario: Scenario, subject: str, directed: bool = False, joint: str = " – ") -> str:
    """Whom an outcome is about, by name: `Pakistan – Türkiye`, `Pakistan in Türkiye`, `India`, `all states`."""
    if subject == WORLD:
        return f"all {len(scenario.actors)} states"
    return (" in " if directed else joint).join(side_name(scenario, side) for side in subject.split(":"))
