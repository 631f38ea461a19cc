"""`add_actors:` actors that a scenario file adds to the tables, or of which it knows better."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import cast

from sim.catalogue import instruments
from sim.core.parameter import Grade
from sim.evidence import check_tables
from sim.evidence.newcomer import Known, KnownAgreement, Newcomer
from sim.evidence.newcomers import with_newcomers
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC
from sim.model.policy import HIGHEST_LEVEL
from sim.scenario.fields import Fields, complain, entries, mapping, number, text, word
from sim.scenario.known_figure import read_known
from sim.scenario.problems import Problems, unknown
from sim.scenario.tables import World
from sim.scenario.tree import Node

KEYS = ("name", "like", "capital", *ACTOR_FIGURES, "towards", "from", "agreements")
_CODE = re.compile(r"^[A-Z][A-Z0-9]{1,7}$")
_AGREEMENT_KEYS = ("with", "instrument", "level", "doubt", "source", "grade", "since")
_YEARS = (1800, 2200)


def read_newcomers(node: Node | None, world: World | None, problems: Problems) -> World | None:
    """The world with the actors that a file adds.

    Parameters
    ----------
    node
        What stands under `add_actors`.
    world
        The tables to add to, or None when they could not be read.
    problems
        Grows by what is wrong.
    """
    if node is None or world is None:
        return world
    before = len(problems)
    content = mapping(node, problems)
    codes = {code for code in content if _CODE.match(code)} | set(world.names())
    newcomers = [_read(code, child, codes, world, problems) for code, child in content.items()]
    if len(problems) > before:
        return None
    tables = with_newcomers(world.tables, newcomers)
    for sentence in check_tables(tables):
        complain(node, sentence.partition(".csv column ")[2] or sentence, problems)
    return replace(world, tables=tables, newcomers=tuple(newcomers)) if len(problems) == before else None


def _read(code: str, node: Node, codes: Collection[str], world: World, problems: Problems) -> Newcomer:
    if not _CODE.match(code):
        complain(node, "a code has two to eight capitals or digits, a capital first, such as VNM", problems)
    fields = Fields(node, KEYS, problems)
    others = {other for other in codes if other != code}
    figures = {
        figure: known
        for figure, (low, high, _) in ACTOR_FIGURES.items()
        if (known := read_known(fields.get(figure), low, high, problems))
    }
    return Newcomer(
        code=code,
        name=text(fields.get("name"), problems),
        like=_read_like(fields.get("like"), code, set(world.names()), problems),
        capital=_read_capital(fields.get("capital"), problems),
        figures=figures,
        towards=_read_pairs(fields.get("towards"), others, tuple(DYAD_FIGURES), problems),
        back=_read_pairs(fields.get("from"), others, tuple(f for f in DYAD_FIGURES if f not in SYMMETRIC), problems),
        agreements=_read_agreements(fields, others, problems),
    )


def _read_like(node: Node | None, code: str, known: Collection[str], problems: Problems) -> tuple[str, ...]:
    if node is None:
        return ()
    items = [node] if isinstance(node.value, str) else entries(node, problems, "[IDN, MYS]")
    found = [other for item in items if (other := word(item, sorted(known), "actor", problems))]
    if code in found:
        complain(node, f"{code} cannot stand in for itself", problems)
    return tuple(sorted(set(found)))


def _read_capital(node: Node | None, problems: Problems) -> tuple[float, float] | None:
    items = entries(node, problems, "[21.0, 105.9], latitude and longitude")
    if node is None or not isinstance(node.value, list):
        return None
    if len(items) != 2:
        complain(node, "expected latitude and longitude in degrees, such as [21.0, 105.9]", problems)
        return None
    latitude = number(items[0], -90, 90, problems, "a latitude")
    longitude = number(items[1], -180, 180, problems, "a longitude")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _read_pairs(
    node: Node | None, others: Collection[str], figures: tuple[str, ...], problems: Problems
) -> Mapping[str, Mapping[str, Known]]:
    found = {}
    for other, child in mapping(node, problems).items() if node else ():
        if other not in others:
            complain(child, unknown("actor", other, sorted(others)), problems)
        fields = Fields(child, figures, problems)
        found[other] = {
            figure: known
            for figure in figures
            if (known := read_known(fields.get(figure), *DYAD_FIGURES[figure][:2], problems))
        }
    return found


def _read_agreements(fields: Fields, others: Collection[str], problems: Problems) -> tuple[KnownAgreement, ...] | None:
    node = fields.get("agreements")
    if node is None:
        return None
    items = entries(node, problems, "[{with: IND, instrument: arms_sale, level: 0.5}]")
    found = [agreement for item in items if (agreement := _read_agreement(item, others, problems))]
    return tuple(found)


def _read_agreement(node: Node, others: Collection[str], problems: Problems) -> KnownAgreement | None:
    fields = Fields(node, _AGREEMENT_KEYS, problems)
    if not isinstance(node.value, dict):
        return None
    partner = word(fields.required("with", "IND"), sorted(others), "actor", problems)
    instrument = word(fields.required("instrument", "arms_sale"), instruments().keys, "instrument", problems)
    level = number(fields.required("level", "0.5"), 0.0, HIGHEST_LEVEL, problems, "a level")
    doubt = number(fields.get("doubt"), 0.0, HIGHEST_LEVEL, problems, "a doubt")
    source = text(fields.get("source"), problems) or ""
    grade = word(fields.get("grade"), ("data", "literature", "judgement"), "grade", problems) or "judgement"
    since = number(fields.get("since"), *_YEARS, problems, "a year")
    if partner is None or instrument is None or level is None:
        return None
    known = Known(level, doubt, source, cast(Grade, grade))
    return KnownAgreement(partner, instrument, known, None if since is None else int(since))
