"""What the page says, in one place."""

ONE_WORLD = "One world of many: not an effect."
ONE_WORLD_WHY = (
    "What differs here between the two options is one course of events. "
    "Look at many worlds before you say that an option does it."
)
MANY_WORLDS = "Many worlds: each one meets every option with the same luck."
MANY_WORLDS_WHY = "A scenario instrument, not a forecast. Shares are of model worlds."
PREPARING = "Preparing {}: its choices and its world appear here by themselves."
PREPARING_WHAT = (
    "The scenario is read, its world is opened, and one quarter is compiled.",
    "The first time after an installation this takes up to a minute; later some seconds.",
)
CANNOT = "This cannot be shown as asked."
FAILED = "The program failed here; the terminal in which it runs says more."
BEFORE = "Below is what was chosen before."
BEFORE_WHY = "Run again for the options and levels at the side."
NOT_WATCHED_WHY = "Run them again to see it: the pair looked at is watched too."
QUIET = "Nothing has happened yet."
LEDGER = "Terms of the model's equations, summed over the quarters played. They add up to the change."
LEVELS = "Levels: 0 none, 1 a usual full programme, 2 the most."


def map_key(one: str, other: str, shown: float) -> str:
    """How to read the map."""
    return (
        f"Rounded: {one}; square: {other}. Blue full lines: aligned by {shown:g} or more; orange broken lines: "
        "opposed by as much. Places are those of the start and stay."
    )


def grid_key(change: bool) -> str:
    """How to read the matrix."""
    ends = "Orange: less than beside it; blue: more." if change else "White: 0, none; dark blue: 1, full."
    return f"Trust of the row in the column, index 0 to 1. {ends} Click a cell to look at the pair."


def path_key(stock: str, ours: str, theirs: str) -> str:
    """How to read a pair over time, with where it stands."""
    index = "0 to 1" if stock == "trust" else "\N{MINUS SIGN}1 to 1"
    return f"Index {index}. Full line: {ours}; broken line: {theirs}."


def news_line(news: list[str]) -> str:
    """What the quarter past brought."""
    return f"In the quarter past: {'; '.join(news)}." if news else QUIET
