"""The answer in three sentences, made from the numbers: what is gained, who reacts, and whether it would be signed."""

from markupsafe import Markup

from sim.experiments.answer import OptionAnswer
from sim.experiments.signing import PartyOdds
from sim.report.addressed import Row
from sim.report.study import Study, own, say
from sim.scenario import BASELINE

NO_OPTION = Markup(
    "This study holds the baseline alone, so there is nothing to set against it; options stand under "
    "<code>options:</code> in the scenario file."
)
NOTHING_SOUND = "No world of {} gave finite numbers, so nothing can be said of what it changes."
NOTHING_MEASURED = "Nothing was measured of anybody: name pairs under {} in the scenario file."


def sentences(study: Study) -> list[Markup]:
    """Three sentences on the option that the page leads with; one where there is nothing to tell."""
    lead = study.lead
    if lead is None:
        return [NO_OPTION]
    if not study.worlds(lead.name):
        return [say(NOTHING_SOUND, study.title(lead.name))]
    if not lead.effects:
        return [say(NOTHING_MEASURED, Markup("<code>watch:</code>"))]
    return [said for said in (_gains(study, lead), _reacts(study, lead), _signs(study, lead)) if said]


def _gains(study: Study, lead: OptionAnswer) -> Markup:
    row = study.effect(lead.name, lead.effects[0].subject)
    if row is None:
        return Markup("")
    whom, outcome = study.whom(row["subject"], " and "), study.answer.outcome.replace("_", " ")
    down, _, up = row.counts(study.worlds(lead.name))
    way, column = ("higher", "p_up") if up.value >= down.value else ("lower", "p_down")
    return say(
        "{}: its mean change against the baseline is {} (90 % interval {} to {}), and it ends {} in {} model worlds.",
        _foremost(study, lead, say("{} of {}", outcome, whom)),
        row.change("mean"),
        row.change("lo"),
        row.change("hi"),
        way,
        row.of(column, study.worlds(lead.name)),
    )


def _foremost(study: Study, lead: OptionAnswer, about: Markup) -> Markup:
    """Why this option leads the page: its goals, its place in the order, or that it is the only one."""
    title = study.title(lead.name)
    if study.by_goals is not None:
        met = study.by_goals
        usual = study.goal_row(met["goal"], BASELINE)
        against = say(", against {} under the baseline", usual.of("share", int(usual["worlds"]))) if usual else ""
        return say(
            "In this model {} meets {} most often, in {} model worlds{}; {}",
            title,
            own(met["goal"]),
            met.of("share", int(met["worlds"])),
            against,
            about,
        )
    if len(study.answer.options) == 1:
        return say("In this model, under {}, {} moves", title, about)
    if study.answer.order is None:
        return say("In this model {} moves {} furthest of {} options", title, about, study.facts.count("options"))
    return say("In this model {} comes first of {} options for {}", title, study.facts.count("options"), about)


def _reacts(study: Study, lead: OptionAnswer) -> Markup:
    most = study.tables["third_parties"].row(option=lead.name)
    total = study.tables["backlash"].row(option=lead.name, mechanism="total")
    if most is None:
        return Markup("")
    closer = float(most["change"]) > 0
    said = say(
        "Of third parties {} moves furthest under it: {} with its parties ({} to {}), {} in {} model worlds",
        study.name(most["actor"]),
        most.change("change"),
        most.change("lo"),
        most.change("hi"),
        "closer" if closer else "further away",
        most.of("p_up" if closer else "p_down", study.worlds(lead.name)),
    )
    if total is None or lead.backlash is None:
        return say("{}.", said)
    return say("{}; {}.", said, elsewhere(total))


def elsewhere(total: Row) -> Markup:
    """What all pairs lose, or gain, that an option does not tie."""
    lost, lo, hi = (total.size(name) for name in ("backlash", "lo", "hi"))
    if float(total["backlash"]) < 0:
        return say("all pairs that it does not tie together gain alignment (loss {}, {} to {})", lost, lo, hi)
    return say("all pairs that it does not tie together lose {} of alignment ({} to {})", lost, lo, hi)


def _signs(study: Study, lead: OptionAnswer) -> Markup:
    parts = []
    if lead.parties:
        least = min((p for p in lead.parties if p.role == "member"), key=_readiness, default=lead.parties[0])
        row = signing_row(study, lead.name, least)
        if row is not None:
            said = "{}, the least ready party, accepts it in {} offers"
            parts.append(say(said, own(least.name), row.of("would_sign")))
    place = study.tables["order"].row(option=lead.name) if study.answer.order else None
    if place is not None and len(study.answer.options) > 1:
        parts.append(say("it comes first in {} draws", place.of("first", int(study.facts["order_draws"]))))
    if instead := _feasible_instead(study, lead):
        parts.append(instead)
    return say("{}.", Markup("; ").join(parts)) if parts else Markup("")


def _readiness(party: PartyOdds) -> float:
    return party.would_sign


def _feasible_instead(study: Study, lead: OptionAnswer) -> Markup:
    """The first option in the order that no check rules out, when the leading one is."""
    if lead.feasibility.verdict != "no" or study.answer.order is None:
        return Markup("")
    verdicts = {option.name: option.feasibility.verdict for option in study.answer.options}
    open_ones = [place.option for place in study.answer.order.options if verdicts[place.option] != "no"]
    if not open_ones:
        return Markup("no option passes the checks of feasibility")
    row = study.effect(open_ones[0], study.answer.order.subject)
    mean = say(" ({})", row.change("mean")) if row else ""
    return say(
        "of the options that no check of feasibility rules out {} comes first{}", study.title(open_ones[0]), mean
    )


def signing_row(study: Study, option: str, party: PartyOdds) -> Row | None:
    """The row of the provision that a party finds hardest."""
    rows = study.tables["signing"].rows(option=option, party=party.party)
    return min(rows, key=lambda row: float(row["would_sign"]), default=None)
