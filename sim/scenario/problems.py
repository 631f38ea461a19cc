"""What is wrong with a scenario file, said in the user's own lines and keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from sim.core.errors import EntenteError

COMMAND_LINE = "(command line)"
_LIST_AT_MOST = 12


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    Attributes
    ----------
    file
        As the user named it, or `(command line)`.
    line
        Counted from 1; 0 where there is none.
    key
        Path inside the file, such as `options.pact.provisions[0].level`; empty for the file itself.
    message
        What was expected and what to write.
    """

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ScenarioError(EntenteError):
    """A scenario cannot be used as written.

    Attributes
    ----------
    problems
        All of them, sorted by file and line; the message has one line for each.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Problems:
    """A list of problems that grows while a file is read."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def add(self, file: str, line: int, key: str, message: str) -> None:
        """Keep one problem; the same one twice is kept once."""
        self._found[Problem(file, line, key, message)] = None

    def stop_if_any(self, first_file: str) -> None:
        """Raise all problems at once, those of the file that the user named first.

        Raises
        ------
        ScenarioError
            If there is at least one problem.
        """
        if self._found:
            raise ScenarioError(sorted(self._found, key=lambda p: (p.file != first_file, p.file, p.line)))


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """A sentence for a word that is not known, with the nearest one that is.

    Parameters
    ----------
    kind
        What the word was taken for: "key", "instrument", "actor".
    word
        As written; a key is not repeated, since the path ends in it.
    known
        Words that would have been right.
    """
    choices = list(dict.fromkeys(known))
    said = f"unknown {kind}" if kind == "key" else f'unknown {kind} "{word}"'
    nearest = close(word, choices)
    if nearest:
        return f'{said}; did you mean "{nearest}"?'
    return f"{said}; {_choice(kind, choices)}" if choices else said


def close(word: str, choices: Iterable[str]) -> str | None:
    """The nearest of the choices, whatever the case, or None when none is near."""
    by_fold = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def _choice(kind: str, choices: list[str]) -> str:
    if len(choices) > _LIST_AT_MOST and kind != "key":
        return f"see `entente list {kind}s`"
    return f"write {either(choices)}"


def either(words: Iterable[str]) -> str:
    """Words as a choice in a sentence: `a`, `a or b`, `a, b or c`."""
    *head, last = words
    return f"{', '.join(head)} or {last}" if head else last
