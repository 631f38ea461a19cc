"""Reading a scenario file: everything checked, all problems said at once."""

import os
from pathlib import Path
from typing import Any

from sim.outcomes import PARAMETERS
from sim.scenario.actors import Cast, read_actors, read_group_titles, read_groups
from sim.scenario.arrays import opening
from sim.scenario.cases import read_cases, read_choice, under
from sim.scenario.dates import LONGEST_YEARS, QUARTERS_A_YEAR, Calendar, read_date
from sim.scenario.expects import read_expects
from sim.scenario.fields import Fields, text, whole
from sim.scenario.figures import read_figures, with_figures
from sim.scenario.goals import goal_outcomes, goal_subjects, read_goals
from sim.scenario.inherit import read_file
from sim.scenario.newcomer_words import newcomer_words
from sim.scenario.newcomers import read_newcomers
from sim.scenario.numbers import read_parameters, read_uncertainties
from sim.scenario.options import read_options
from sim.scenario.override import apply_overrides
from sim.scenario.posteriors import informed, read_named, spelled_out
from sim.scenario.problems import Problems
from sim.scenario.provisions import Setting
from sim.scenario.scenario import BASELINE, Option, Scenario
from sim.scenario.shocks import read_shocks
from sim.scenario.sweeps import SWEEP, read_sweep
from sim.scenario.tables import World, read_world
from sim.scenario.views import from_perspective, read_compare, read_outcomes, read_watch

KEYS = (
    "version", "extends", "title", "question", "start", "horizon", "actors", "groups", "world", "add_actors",
    "options", "shocks", "cases", "case", "figures", "parameters", "uncertainties", "compare", "watch", "outcomes",
    "perspective", "goals", "expects", "sampling", "sweep",
)  # fmt: skip
DEFAULTS = {"draws": 100, "runs": 4, "seed": 1}
_SIZES = {"draws": (1, 1_000_000), "runs": (1, 1_000_000), "seed": (0, 2**32 - 1)}
_NO_CALENDAR = Calendar(0, QUARTERS_A_YEAR * 10_000)
_SAMPLING = {key: f"sampling.{key}" for key in DEFAULTS}
_MISPLACED = _SAMPLING | {"baseline": "options.baseline", "provisions": "options.NAME.provisions"}


def load(path: str | Path, *overrides: str, **settings: object) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    path
        The file.
    overrides
        `key.path=value` as on the command line, such as `horizon=5` or
        `options.pact.provisions[0].level=0.5`.
    settings
        The same as keywords with plain values.

    Returns
    -------
    Scenario
        Everything resolved: inherited files merged, groups expanded, dates counted in quarters, tables read.

    Raises
    ------
    ScenarioError
        With every problem of the file, one line each.
    """
    problems, file = Problems(), os.fspath(path)
    tree = read_file(file, problems)
    if tree is None:
        problems.stop_if_any(file)
        raise AssertionError("a file that gives nothing gives a problem")
    tree = apply_overrides(spelled_out(tree), overrides, settings, KEYS, problems)
    fields = Fields(tree, KEYS, problems, _MISPLACED)
    world = read_newcomers(fields.get("add_actors"), read_world(fields.get("world"), problems), problems)
    content = _content(fields, file, world, problems)
    content["sweep"] = read_sweep(
        fields.get(SWEEP),
        tree,
        KEYS,
        lambda changed, wrong: _content(Fields(changed, KEYS, wrong, _MISPLACED), file, world, wrong),
        problems,
    )
    case = read_choice(fields.get("case"), fields.get("cases"), problems)
    problems.stop_if_any(file)
    if world is None:
        raise AssertionError("tables that cannot be read give a problem")
    scenario = Scenario(path=Path(file), **content, **_from_tables(world, content))
    return under(scenario, case) if case else scenario


def _content(fields: Fields, file: str, world: World | None, problems: Problems) -> dict[str, Any]:
    calendar = _calendar(fields, problems)
    content = _about(fields, file, calendar, problems)
    content |= _cast_and_view(fields, calendar, world, problems)
    return content | _numbers(fields, problems)


def _calendar(fields: Fields, problems: Problems) -> Calendar:
    begin, length = fields.required("start", "2026-01"), fields.required("horizon", "10")
    start = read_date(begin, problems) if begin else None
    years = whole(length, 1, LONGEST_YEARS, problems, "a whole number of years")
    if start is None:
        return _NO_CALENDAR
    return Calendar(start, QUARTERS_A_YEAR * years if years else _NO_CALENDAR.quarters)


def _about(fields: Fields, file: str, calendar: Calendar, problems: Problems) -> dict[str, Any]:
    return {
        "title": text(fields.get("title"), problems) or Path(file).stem,
        "question": text(fields.get("question"), problems) or "",
        "start": calendar.start,
        "quarters": calendar.quarters,
    }


def _cast_and_view(fields: Fields, calendar: Calendar, world: World | None, problems: Problems) -> dict[str, Any]:
    names = world.names() if world else {}
    groups = read_groups(fields.get("groups"), names, problems)
    titles = read_group_titles(fields.get("groups"), problems)
    cast = Cast(names, read_actors(fields.get("actors"), names, groups, problems), groups)
    setting = Setting(cast, calendar, problems)
    options = read_options(fields.get("options"), setting)
    # Names as written, so that a broken option is not reported a second time as an unknown one.
    written = fields.get("options")
    option_names = dict.fromkeys([BASELINE, *(written.value if written and isinstance(written.value, dict) else ())])
    option_names |= dict.fromkeys(option.name for option in options)
    return {
        "actors": cast.actors,
        "names": {code: names[code] for code in cast.actors if code in names},
        "group_titles": {name: said for name, said in titles.items() if cast.present(name)},
        "groups": {name: present for name in sorted(groups) if (present := cast.present(name))},
        "options": options,
        "expects": read_expects(fields.get("expects"), cast, calendar, options, problems),
        "compare": read_compare(fields.get("compare"), tuple(option_names), problems),
        **_circumstances(fields, setting),
        **_view(fields, setting, options),
    }


def _circumstances(fields: Fields, setting: Setting) -> dict[str, Any]:
    shocks = read_shocks(fields.get("shocks"), setting)
    ranges = read_uncertainties(fields.get("uncertainties"), PARAMETERS, Problems())
    return {
        "shocks": shocks,
        "cases": read_cases(fields.get("cases"), setting, shocks, ranges),
        "figures": read_figures(fields.get("figures"), setting.cast, setting.problems),
    }


def _view(fields: Fields, setting: Setting, options: tuple[Option, ...]) -> dict[str, Any]:
    cast, problems = setting.cast, setting.problems
    goals = read_goals(fields.get("goals"), cast, setting.calendar, problems)
    watch = read_watch(fields.get("watch"), cast, options, problems)
    outcomes = read_outcomes(fields.get("outcomes"), problems)
    perspective = cast.state(fields.get("perspective"), problems)
    return {
        # What a goal speaks of is watched and measured, whether the file says so or not.
        "watch": from_perspective((*watch, *goal_subjects(goals)), perspective),
        "outcomes": tuple(dict.fromkeys((*outcomes, *goal_outcomes(goals)))),
        "perspective": perspective,
        "goals": goals,
    }


def _numbers(fields: Fields, problems: Problems) -> dict[str, Any]:
    ranges = read_uncertainties(fields.get("uncertainties"), PARAMETERS, problems)
    given = fields.get("sampling")
    sampling = Fields(given, _SAMPLING, problems) if given else None
    sizes = {
        key: whole(sampling.get(key), low, high, problems, "a whole number") if sampling else None
        for key, (low, high) in _SIZES.items()
    }
    pinned, posterior = read_named(fields.get("parameters"), PARAMETERS, problems)
    return {
        "parameters": read_parameters(pinned, PARAMETERS, ranges, problems),
        "posterior": posterior,
        "uncertainties": ranges,
        **{key: DEFAULTS[key] if size is None else size for key, size in sizes.items()},
    }


def _from_tables(world: World, content: dict[str, Any]) -> dict[str, Any]:
    actors: tuple[str, ...] = content["actors"]
    figured = with_figures(opening(world.tables, actors), content["figures"])
    return {
        "opening": informed(figured, content["posterior"]),
        "since": world.since(),
        "newcomers": world.newcomers,
        "newcomers_told": newcomer_words(world, actors),
        "tables": world.paths,
        "tables_digest": world.digest(),
    }
