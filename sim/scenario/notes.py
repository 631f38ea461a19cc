"""What a reader of a scenario should know although nothing in it is wrong."""

from collections.abc import Iterator

from sim.catalogue import instruments
from sim.model.policy import OPEN_END
from sim.scenario.conditions import findings
from sim.scenario.dates import QUARTERS_A_YEAR
from sim.scenario.levels import SAME_LEVEL, asked, level_now, wanted_level
from sim.scenario.scenario import Option, Pair, Provision, Scenario
from sim.scenario.shock_notes import shock_notes


def notes(scenario: Scenario) -> list[str]:
    """Sentences on provisions that change nothing, get in each other's way or come too late to work.

    Parameters
    ----------
    scenario
        As read.
    """
    found = [
        note
        for option in scenario.options
        for provision_notes in (
            _effect_notes(scenario, option),
            _overlap_notes(option),
            _lead_notes(scenario, option),
            _condition_notes(scenario, option),
        )
        for note in provision_notes
    ]
    return list(dict.fromkeys([*scenario.newcomers_told, *found, *shock_notes(scenario)]))


def _effect_notes(scenario: Scenario, option: Option) -> Iterator[str]:
    for place, provision in _placed(option):
        for pair in provision.pairs:
            if said := _effect(scenario, provision, pair):
                yield f"{place}: {provision.instrument} of {pair[0]} and {pair[1]} {said}"


def _effect(scenario: Scenario, provision: Provision, pair: Pair) -> str | None:
    """What a provision does to a level that it does not simply raise."""
    now, wanted = level_now(scenario, pair, provision.instrument), wanted_level(scenario, provision, pair)
    level, relative = asked(scenario, provision, pair)
    since = _since(scenario, pair, provision.instrument)
    state = f"already in force at {now:.2g}{since}" if now > 0 else "not in force"
    if abs(wanted - now) < SAME_LEVEL:
        # On a level that stands, terms and the like are written anew; on a change of nothing they change nothing.
        anew = provision.details.said() and not relative
        return f"is {state}; {'the level stays, the rest is new' if anew else 'this changes nothing'}"
    if not relative and wanted < now:
        return f"is {state}; this lowers it to {wanted:.2g}"
    if relative and abs(now + level - wanted) > SAME_LEVEL:
        return f"is {state}; the change stops at {wanted:.2g}, the end of the scale"
    return None


def _overlap_notes(option: Option) -> Iterator[str]:
    seen: dict[tuple[Pair, str], list[tuple[str, Provision]]] = {}
    for place, provision in _placed(option):
        for pair in provision.pairs:
            earlier = seen.setdefault((pair, provision.instrument), [])
            for other_place, other in earlier:
                if provision.start < _stop(other) and other.start < _stop(provision):
                    yield (
                        f"{place}: {provision.instrument} of {pair[0]} and {pair[1]} stands in "
                        f"{other_place} as well; changes add up, and a level wins over a change"
                    )
            earlier.append((place, provision))


def _lead_notes(scenario: Scenario, option: Option) -> Iterator[str]:
    catalogue = instruments()
    lead = dict(zip(catalogue.keys, catalogue.column("lead"), strict=True))
    for place, provision in _placed(option):
        left = (min(_stop(provision), scenario.quarters) - provision.start) / QUARTERS_A_YEAR
        if provision.level != 0 and lead[provision.instrument] > left:
            yield (
                f"{place}: {provision.instrument} takes about {lead[provision.instrument]:g} years to work, "
                f"and {left:g} are left"
            )


def _condition_notes(scenario: Scenario, option: Option) -> Iterator[str]:
    for finding in findings(scenario, option):
        if finding.kind == "need" or finding.strict:
            yield f"options.{option.name}.provisions[{finding.provision}]: {finding.sentence}"


def _placed(option: Option) -> Iterator[tuple[str, Provision]]:
    for k, provision in enumerate(option.provisions):
        yield f"options.{option.name}.provisions[{k}]", provision


def _since(scenario: Scenario, pair: Pair, instrument: str) -> str:
    year = scenario.since.get((*pair, instrument))
    return f" since {year}" if year else ""


def _stop(provision: Provision) -> int:
    return OPEN_END if provision.stop is None else provision.stop
