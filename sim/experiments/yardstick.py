"""For scale: an effect beside a dated shift of the record."""

from collections.abc import Iterable
from functools import cache

from sim.catalogue import Yardstick, yardsticks
from sim.evidence import read_tables
from sim.experiments.effect import Effect
from sim.experiments.words import signed

# Where a ratio of sizes is called by each fraction: up to halfway to the next.
_FRACTIONS = (
    (0.075, "less than a tenth"), (0.14, "about a tenth"), (0.225, "about a fifth"), (0.29, "about a quarter"),
    (0.4, "about a third"), (0.58, "about half"), (0.7, "about two thirds"), (0.87, "about three quarters"),
    (1.2, "about as much as"), (1.75, "about one and a half times"),
)  # fmt: skip


def scale_words(effects: Iterable[Effect], band: float) -> str:
    """The largest effect of all that are sure of their sign, set beside a shift of the record, in one line.

    Parameters
    ----------
    effects
        Of alignment, at the horizon.
    band
        What is no practical change.

    Returns
    -------
    str
        Empty where no effect is both sure of its sign and larger than the band.
    """
    sure = [effect for effect in effects if effect.lo * effect.hi > 0 and abs(effect.mean) > band]
    if not sure:
        return ""
    largest = max(sure, key=lambda effect: abs(effect.mean))
    stick = nearest(largest.mean)
    return f"{largest.name} {signed(largest.mean)}: {fraction_words(largest.mean / stick.change)} {shift_words(stick)}"


def nearest(change: float) -> Yardstick:
    """The smallest shift of the record in the same direction that is not exceeded, else the largest there is.

    Those that the index does not see are left out: their figure says nothing of the shift.
    """
    same_way = sorted(
        (stick for stick in yardsticks() if stick.seen and stick.change * change > 0), key=lambda s: abs(s.change)
    )
    return next((stick for stick in same_way if abs(stick.change) >= abs(change)), same_way[-1])


def fraction_words(ratio: float) -> str:
    """A ratio of sizes as `about a third of`."""
    for most, words in _FRACTIONS:
        if ratio < most:
            return words if words.endswith(("as", "times")) else f"{words} of"
    return f"about {ratio:.0f} times"


def shift_words(stick: Yardstick) -> str:
    """A yardstick as `the shift between India and the United States, 1998-2008`."""
    names = (_names().get(code, code) for code in stick.pair)
    first, second = (f"the {name}" if name.startswith("United") else name for name in names)
    return f"the shift between {first} and {second}, {stick.span}"


@cache
def _names() -> dict[str, str]:
    actors = read_tables().actors
    return dict(zip(actors["actor"], actors["name"], strict=True))
