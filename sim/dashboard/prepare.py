"""From what a visitor asks for to a world that can be played, or to a message that says what to mend."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from sim.core.errors import EntenteError, QuestionError
from sim.dashboard import words
from sim.dashboard.asked import BASELINE, Asked
from sim.dashboard.offered import names, path_of

if TYPE_CHECKING:
    from sim.dashboard.world import Stage
    from sim.scenario import Scenario

log = logging.getLogger(__name__)
# Held while a file is warmed up: whoever asks for it waits, rather than do the same work beside.
_WARMING: dict[str, Lock] = {}
_WARM: dict[Asked, "Stage"] = {}


@dataclass(frozen=True)
class Trouble:
    """What a visitor has to mend, one line for each thing."""

    title: str
    lines: tuple[str, ...]


def prepared(asked: Asked, quarter: int) -> "Stage | Trouble":
    """A stage on which what is asked for has been played for so many quarters; trouble where it cannot be."""
    with _WARMING.get(asked.file, nullcontext()):
        pass
    # A stage is one visitor's, so that the first takes it away.
    found = None if quarter else _WARM.pop(asked, None)
    return found or _tried(asked, quarter)


def warm(file: str) -> None:
    """Begin, in a thread, to prepare a file as it is asked for first, so that much is done before anybody looks."""
    lock = _WARMING.setdefault(file, Lock())
    lock.acquire()

    def work() -> None:
        try:
            found = _tried(Asked(file), 0)
            if not isinstance(found, Trouble):
                _WARM[Asked(file)] = found
        finally:
            lock.release()

    Thread(target=work, daemon=True).start()


def _tried(asked: Asked, quarter: int) -> "Stage | Trouble":
    try:
        return _stage(asked, quarter)
    except EntenteError as error:
        return Trouble(words.CANNOT, tuple(str(error).replace("(command line)", "(this page)").splitlines()))
    except Exception as error:  # a visitor sees a sentence and the operator the trace, whatever it was
        log.exception("could not prepare %s", asked)
        return Trouble(words.FAILED, (f"{type(error).__name__}: {error}",))


def _stage(asked: Asked, quarter: int) -> "Stage":
    from sim.dashboard.world import Stage

    path = path_of(asked.file)
    if path is None:
        listed = ", ".join(names()) or "none; `entente new mine.yaml` writes one"
        raise QuestionError(f"no scenario named {asked.file!r} is offered here; there are {listed}")
    whole = read(path)
    case = _known(asked.case, [case.name for case in whole.cases], "case", asked.file)
    filed = _in_case(whole, case)
    scenario = _in_case(read(path, asked.overrides), case) if asked.levels else filed
    options = [option.name for option in scenario.options]
    other = next((name for name in options if name != BASELINE), BASELINE)
    ours, theirs = (_known(name, options, "option", asked.file) for name in (asked.option or other, asked.against))
    return Stage(scenario, filed, whole.cases, case, (ours, theirs), asked.world, quarter)


def _known(name: str, there: list[str], what: str, file: str) -> str:
    if name in there:
        return name
    if not name:
        return there[0] if there else ""
    raise QuestionError(f"no {what} named {name!r} in {file}; there are {', '.join(there) or 'none'}")


def _in_case(scenario: "Scenario", case: str) -> "Scenario":
    from sim.scenario import under

    return under(scenario, case) if case else scenario


def read(path: Path, overrides: Sequence[str] = ()) -> "Scenario":
    """A scenario file with overrides.

    Raises
    ------
    EntenteError
        With every problem of the file.
    """
    try:
        return _read(path, path.stat().st_mtime_ns, tuple(overrides))
    except OSError as error:
        raise EntenteError(f"{path.as_posix()}: {(error.strerror or str(error)).lower()}") from None


def forget() -> None:
    """Read every file again when it is next asked for: what it extends may have changed."""
    _read.cache_clear()


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, overrides: tuple[str, ...]) -> "Scenario":
    from sim.scenario import load

    return load(path, *overrides)
