"""Would they sign, does it last, and could they: party by party."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.experiments.answer import OptionAnswer
from sim.experiments.signing import PartyOdds
from sim.report.addressed import Figure, Told
from sim.report.charts import feasibility_chart
from sim.report.sentences import signing_row
from sim.report.study import Study, own

STRAINED_SHOWN = 3


class Signing(NamedTuple):
    """One option: its parties, the parts that they find hardest, how long it stands, what speaks against it."""

    title: Markup
    verdict: str
    parties: list[tuple[Markup, PartyOdds, Figure]]
    hardest: str
    in_force: Told
    problems: list[tuple[str, Told]]
    rest: int


def signed(study: Study) -> Mapping[str, Any]:
    """All that the section tells."""
    options = [_signing(study, option) for option in study.answer.options if option.parties]
    return {"options": options, "chart": feasibility_chart(study) if options else None}


def _signing(study: Study, option: OptionAnswer) -> Signing:
    rows = [(party, signing_row(study, option.name, party)) for party in option.parties]
    grave = [check for check in option.feasibility.problems if check.verdict == "no"]
    strained = [check for check in option.feasibility.problems if check.verdict == "strained"]
    shown = [*grave, *strained[:STRAINED_SHOWN]]
    table = study.tables["feasibility"]
    return Signing(
        study.label(option.name),
        option.feasibility.verdict,
        [(own(party.name), party, row.counts_of("would_sign")) for party, row in rows if row is not None],
        " or ".join(dict.fromkeys(party.hardest.lower() for party in option.parties if party.provisions > 1)),
        study.tables["signing"].told(option.in_force, option=option.name),
        [(check.verdict, table.told(f"{check.reason}.", option=option.name, reason=check.reason)) for check in shown],
        len(strained) - STRAINED_SHOWN if len(strained) > STRAINED_SHOWN else 0,
    )
