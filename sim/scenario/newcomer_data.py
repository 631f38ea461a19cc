"""An added actor as plain data, as a file would have to say it."""

from sim.evidence.newcomer import Newcomer
from sim.scenario.known_figure import known_data


def newcomer_data(newcomer: Newcomer) -> dict[str, object]:
    """What stands under the actor's code in `add_actors:`."""
    content: dict[str, object] = {
        "name": newcomer.name or "",
        "like": list(newcomer.like),
        "capital": list(newcomer.capital or ()),
    }
    content |= {figure: known_data(known) for figure, known in newcomer.figures.items()}
    for key, sides in (("towards", newcomer.towards), ("from", newcomer.back)):
        content[key] = {
            other: {figure: known_data(known) for figure, known in figures.items()} for other, figures in sides.items()
        }
    content = {key: value for key, value in content.items() if value not in ("", [], {})}
    if newcomer.agreements is not None:
        content["agreements"] = [
            {
                "with": agreement.partner,
                "instrument": agreement.instrument,
                **_level(known_data(agreement.level)),
                **({} if agreement.since is None else {"since": agreement.since}),
            }
            for agreement in newcomer.agreements
        ]
    return content


def _level(known: object) -> dict[str, object]:
    content = known if isinstance(known, dict) else {"value": known}
    return {"level" if key == "value" else key: value for key, value in content.items()}
