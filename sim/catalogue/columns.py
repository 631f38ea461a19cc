"""The columns of the instrument catalogue: what each figure of an instrument means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One figure that every instrument has.

    Attributes
    ----------
    key
        As in `instruments.yaml`.
    unit
        "index" where only the order between instruments is meant.
    low, high
        What the figure may be at all.
    spread
        Share of the value by which draws move it up and down where an entry states no range of its own.
    meaning
        One line in plain words.
    """

    key: str
    unit: str
    low: float
    high: float
    meaning: str
    spread: float = 0.5


_COLUMNS = (
    Column("a", "index", -1.0, 3.0, "how strongly it draws the two states' positions together"),
    Column("t", "index", -1.0, 3.0, "how much trust rests on whether it is delivered"),
    Column("i", "index", 0.0, 3.0, "how far forces learn to work together"),
    Column("d", "index", 0.0, 3.0, "how much the less industrial side comes to depend on the other"),
    Column("s", "index", 0.0, 3.0, "what it is worth against a threat"),
    Column("e", "index", 0.0, 3.0, "what it is worth to the economy and to technology"),
    Column("cost", "index", 0.0, 3.0, "what it costs each party a year"),
    Column("vis", "index", 0.0, 3.0, "how visible it is to others"),
    Column("sov", "index", 0.0, 3.0, "how much freedom of action it takes away"),
    Column("leak", "index", 0.0, 3.0, "how far it hangs on licences or secrets of third countries"),
    Column("lead", "years", 0.05, 10.0, "from signing until most of it works"),
    Column("dur", "years", 0.5, 100.0, "how long it usually runs before it must be renewed"),
    Column("ob", "share", 0.0, 2.0, "how far it binds a party to come to the other's help"),
    Column("ten", "index", 0.0, 3.0, "how much it relieves tension between the two parties"),
    Column("asc", "logit", 0.0, 6.0, "how hard it is to enter and, once in force, to leave"),
    Column(
        "usual",
        "level",
        0.1,
        2.0,
        "the level that a signing gives; 1 is a typical full programme",
        spread=0.25,
    ),
    Column("blend", "index", 0.0, 2.0, "how far it lets ways of working and of seeing things converge"),
)

COLUMNS: tuple[str, ...] = tuple(column.key for column in _COLUMNS)
MEANINGS: dict[str, Column] = {column.key: column for column in _COLUMNS}
