"""A provision in plain words."""

from sim.catalogue import settings, variants
from sim.experiments.signing import title_of
from sim.experiments.words import listed
from sim.scenario import Provision, Scenario
from sim.scenario.dates import quarter_name


def provision_words(scenario: Scenario, provision: Provision) -> str:
    """A provision in one line: `Joint exercises: Pakistan and Türkiye, +0.6, imposed from 2027Q1`."""
    size = f"{provision.change:+g}" if provision.change is not None else f"level {provision.level:g}"
    until = f" until {quarter_name(scenario.start + provision.stop)}" if provision.stop is not None else ""
    return (
        f"{title_of(provision.instrument)}: {listed(scenario.names[code] for code in provision.parties)}, {size}, "
        f"{provision.enter} from {quarter_name(scenario.start + provision.start)}{until}"
        + "".join(f"; {said}" for said in particulars(scenario, provision))
    )


def particulars(scenario: Scenario, provision: Provision) -> tuple[str, ...]:
    """Phrases such as `optional: Malaysia`, `theatre: Indian Ocean`; none where nothing is said."""
    return (*_parties(scenario, provision), *_settings(scenario, provision))


def _parties(scenario: Scenario, provision: Provision) -> list[str]:
    groups = {"optional": provision.optional, "observers": provision.observers}
    said = [
        f"{role}: {listed(scenario.names[code] for code in codes)}" for role, codes in groups.items() if codes
    ]  # fmt: skip
    later = (f"{scenario.names[code]} from {quarter_name(scenario.start + date)}" for code, date in provision.starts)
    return [*said, *later]


def _settings(scenario: Scenario, provision: Provision) -> list[str]:
    phrases = []
    for key, value in provision.details.said().items():
        setting = settings().by_key[key]
        word = setting.value(str(value))
        if word is not None:
            value = word.title
        elif setting.takes == "variant":
            value = variants()[str(value)].title
        elif setting.takes == "state":
            value = scenario.names[str(value)]
        elif isinstance(value, float):
            value = f"{value:g}"
        phrases.append(f"{setting.title.lower()}: {value}")
    return phrases
