"""Treaties: what an option excludes, and what it needs and nobody has."""

from collections.abc import Iterable

from sim.experiments.feasible.check import Check, Verdict
from sim.scenario import Scenario
from sim.scenario.conditions import Finding


def exclusive(scenario: Scenario, option: str, party: str, found: Iterable[Finding]) -> list[Check]:
    """What an option excludes: in itself, on the record of a party, or in another option; one check for each."""
    own = [finding for finding in found if finding.kind != "need" and party in finding.parties]
    return _checks(option, party, "exclusive", own, f"{scenario.names[party]} has nothing that excludes it")


def prerequisites(scenario: Scenario, option: str, party: str, found: Iterable[Finding]) -> list[Check]:
    """What should stand before an option and does not; one check for each."""
    own = [finding for finding in found if finding.kind == "need" and party in finding.parties]
    return _checks(option, party, "prerequisites", own, f"{scenario.names[party]} has what it needs")


def _checks(option: str, party: str, check: str, found: list[Finding], fine: str) -> list[Check]:
    if not found:
        return [Check(option, party, check, "fine", 0.0, 0.0, fine)]
    verdicts: dict[bool, Verdict] = {True: "no", False: "strained"}
    said = {
        _capital(finding.sentence): verdicts[finding.strict] for finding in sorted(found, key=lambda f: not f.strict)
    }
    return [Check(option, party, check, verdict, 1.0, 0.0, sentence) for sentence, verdict in said.items()]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
