"""Every number the evidence uses that is not read from a file: declared once, with range, grade and reason.

A *prior* of a fit is declared as its mean with a range of two standard deviations either way; `entente data build`
writes what the record made of it into `bases.csv`.
"""

from sim.core.parameter import Grade, Parameter


def _number(name: str, default: float, low: float, high: float, meaning: str, source: str,
            unit: str = "1", grade: Grade = "judgement") -> Parameter:  # fmt: skip
    return Parameter(name, default, low, high, unit, meaning, grade, source)


def _prior(name: str, mean: float, spread: float, meaning: str, source: str) -> Parameter:
    return Parameter(name, mean, mean - 2 * spread, mean + 2 * spread, "alignment", meaning, "judgement", source)


FORM = "initial form of the specification: .25 sim + tie - 1.1 Q"

COVARIATES = (
    _number("rivalry_base", 0.7, 0.5, 1, "weight of a rivalry that is not principal", "principal or spatial-and-"
            "positional rivalries carry most disputes; size judged"),
    _number("sanctions_full", 9, 4, 16, "trade, arms and financial measures that count as full sanctions",
            "United States on Iran holds about a dozen"),
    _number("dispute_half_life", 6, 3, 12, "years after which a dispute weighs half", "half-life of trust 7 years"),
    _number("event_pseudo_count", 40, 10, 100, "pseudo-events that shrink quiet pairs", "a fifth of the pairs hold fewer"),
)  # fmt: skip

YARDSTICKS = (
    _number("peace_0_high", -0.5, -0.7, -0.3, "severe rivalry: alignment at most", "reading of the peace scale"),
    _number("peace_1_low", -0.55, -0.7, -0.4, "lesser rivalry: at least", "reading of the peace scale"),
    _number("peace_1_high", -0.15, -0.3, 0, "lesser rivalry: at most", "reading of the peace scale"),
    _number("peace_2_low", -0.2, -0.35, 0, "negative peace: at least (it spans Iran-Pakistan and Türkiye-USA)",
            "reading of the peace scale"),
    _number("peace_3_low", 0.35, 0.2, 0.5, "warm peace: at least", "reading of the peace scale"),
    _number("peace_4_low", 0.5, 0.4, 0.7, "security community: at least", "reading of the peace scale"),
    _number("peace_doubt", 0.15, 0.1, 0.25, "spread of a coded peace level", "two adjacent levels differ by .3"),
    _number("event_zero", -0.95, -1.1, -0.8, "alignment read from an even balance of events",
            "severe rivals of the peace scale have log-odds .7 (computed), lesser ones 1.2, negative peace 2.4"),
    _number("event_slope", 0.45, 0.35, 0.55, "alignment per unit of log-odds", "same equation"),
    _number("event_calm", 0.12, 0, 0.3, "a balance of events above this only says: not below",
            "quiet distant pairs have the best balances of all (Poland-Uzbekistan): calm is not alignment"),
    _number("cluster", 20, 8, 40, "rows that count as one in the fit",
            "a pair gives four rows, and the yardsticks measure tone more than side: worth a fifth of a coded alignment"),
    _number("own_most", 0.35, 0.2, 0.6, "most that a pair's own events add to the form before fading",
            "sport and trade quarrels between allies are coded as conflict (Australia-United Kingdom)"),
    _number("event_fade_years", 12, 6, 20, "years after which a pair's own event residual weighs 1/e",
            "correlation of balances five years apart is .6 (computed), .75 allowing for counting noise"),
)  # fmt: skip

ALIGNMENT_PRIORS = (
    _prior("intercept", 0.20, 0.08, "a pair at no distance and with no tie", FORM),
    _prior("ideal_distance", -0.156, 0.05, "per unit of UN ideal-point distance", FORM + "; -.25/1.6"),
    _prior("defence", 0.30, 0.08, "defence obligation that is organised", "strongest public promise (Leeds 2003)"),
    _prior("paper_pact", 0.10, 0.05, "defence obligation on paper (Arab League, CIS)", "never organised"),
    _prior("consultation", 0.12, 0.05, "consultation obligation", "weaker than defence"),
    _prior("neutrality", 0.06, 0.04, "neutrality obligation", "weaker than consultation"),
    _prior("nonaggression", 0.01, 0.02, "non-aggression pledge", "ASEAN and Simla: hardly a tie"),
    _prior("exercises", 0.10, 0.04, "per log(1 + exercises a year)", "informative signal (McManus & Nieman 2019)"),
    _prior("arms", 0.06, 0.03, "per log(1 + five-year arms/50m TIV)", "transfers signal closeness (Spindel)"),
    _prior("treaties", 0.08, 0.03, "per log(1 + defence cooperation agreements)", "Kinne 2018, direction"),
    _prior("rivalry", -0.55, 0.12, "strategic rivalry going on", FORM + " with Q about .5"),
    _prior("claim", -0.25, 0.10, "territorial claim at full salience", FORM),
    _prior("disputes", -0.25, 0.10, "per log(1 + faded disputes)", FORM),
    _prior("sanctions", -0.35, 0.12, "full sanctions in force", "cooling from pressure, direction"),
    _prior("contiguous", -0.05, 0.05, "common land border", "neighbours quarrel more (contiguity odds ratio 3.0)"),
    _prior("culture", -0.05, 0.04, "full cultural distance", "Lai & Reiter 2000, direction"),
)

RATE_PRIORS = (
    Parameter("intercept", -5.5, -7.5, -3.5, "log(1/year)", "a pair with nothing on record", "judgement", "base rate"),
    Parameter("rivalry", 1.0, -1.0, 3.0, "log-odds", "strategic rivalry", "literature", "odds ratio 3.1 (computed)"),
    Parameter("claim", 0.5, -1.5, 2.5, "log-odds", "claim at full salience", "judgement", "direction known"),
    Parameter("contiguous", 1.0, -1.0, 3.0, "log-odds", "common border", "literature", "odds ratio 3.0 (computed)"),
    Parameter("disputes", 1.0, -1.0, 3.0, "log-odds", "log(1 + faded disputes)", "literature", "recent dispute 30"),
    Parameter("ideal_distance", 0.3, -0.7, 1.3, "log-odds", "per unit", "literature", "odds ratio 1.34 (computed)"),
    Parameter("defence", -0.2, -1.2, 0.8, "log-odds", "defence obligation", "literature", "odds ratio .79 (computed)"),
    Parameter("sanctions", 0.5, -1.5, 2.5, "log-odds", "full sanctions", "judgement", "direction known"),
)

CONTEST = (
    _number("q_rivalry", 0.45, 0.25, 0.6, "contested interest of a principal rivalry", FORM),
    _number("q_claim", 0.35, 0.2, 0.5, "contested interest of a claim at full salience", FORM),
    _number("q_severe", 0.45, 0.3, 0.6, "contested interest of a coded severe rivalry", FORM),
    _number("q_lesser", 0.2, 0.1, 0.35, "contested interest of a coded lesser rivalry", FORM),
    _number("q_doubt", 0.15, 0.1, 0.2, "doubt of a contested interest", "rivalry weights are one analyst's coding"),
    _number("tension_floor", 0.02, 0, 0.05, "tension of a calm pair", "specification 12.1"),
    _number("tension_per_contest", 0.75, 0.6, 0.9, "tension per contested interest", "specification 12.1"),
    _number("tension_mix", 0.5, 0.3, 0.7, "weight of contested interest against the record of disputes",
            "neither reading is better than the other: equal weights"),
    _number("tension_doubt_least", 0.02, 0.01, 0.04, "least doubt of tension", "a calm pair is known to be calm"),
    _number("h0", 0.004, 0.0025, 0.006, "crisis base rate", "parameters of the model", "1/year", "data"),
    _number("h_tau", 6.8, 6.2, 7.4, "slope of crisis hazard on tension", "parameters of the model", "1", "data"),
)  # fmt: skip

def _share(name: str, mean: float, spread: float, meaning: str) -> Parameter:
    source = "wide prior: direction only, the surveys decide"
    return Parameter(name, mean, mean - 2 * spread, mean + 2 * spread, "share", meaning, "judgement", source)


TRUST_PRIORS = (
    _share("intercept", 0.5, 0.15, "favourable share with nothing on record"),
    _share("ideal_distance", -0.06, 0.06, "per unit of ideal-point distance"),
    _share("defence", 0.08, 0.08, "defence obligation"),
    _share("consultation", 0.04, 0.08, "consultation obligation"),
    _share("rivalry", -0.15, 0.10, "strategic rivalry"),
    _share("claim", -0.10, 0.10, "claim at full salience"),
    _share("sanctioned_by", -0.10, 0.10, "full sanctions by the one who is trusted"),
    _share("began", -0.08, 0.08, "log(1 + faded disputes the other began)"),
    _share("tone", 0.05, 0.05, "balance of the other's events, per unit of log-odds"),
    _share("culture", -0.05, 0.10, "full cultural distance"),
    _share("democracy", 0.10, 0.15, "electoral democracy of the other, whole range"),
    _share("neighbour_power", -0.03, 0.05, "log of the capability of a stronger neighbour over one's own"),
)

TRUST = (
    _number("opinion_weight", 0.4, 0.25, 0.55, "weight of a survey against the record between governments",
            "publics are not governments: Jordan and Türkiye cooperate with a country few like"),
    _number("opinion_weight_fitted", 0.25, 0.1, 0.4, "the same where the share is fitted",
            "fitted on seven countries judged by twenty-five publics"),
    _number("record_base", 0.45, 0.35, 0.55, "trust with nothing on record", "specification 12.1: .45 + .45 A"),
    _number("record_alignment", 0.33, 0.2, 0.45, "trust per alignment", "specification 12.1, less what is below"),
    _number("record_defence", 0.12, 0.05, 0.2, "a defence promise", "allies fulfil three in four (Leeds 2003)", "1",
            "literature"),
    _number("record_began", 0.08, 0.03, 0.15, "per log(1 + faded disputes begun)", "size judged"),
    _number("record_sanctioned", 0.10, 0.05, 0.2, "full sanctions suffered", "size judged"),
    _number("record_tone", 0.05, 0.02, 0.08, "per log-odds of the other's events", "size judged"),
    _number("record_democracy", 0.08, 0, 0.15, "whole range of democracy", "democracies break fewer alliances "
            "(Leeds 2003); size judged", "1", "literature"),
    _number("trust_doubt_surveyed", 0.08, 0.05, 0.12, "doubt where a survey speaks", "surveys move by about .08 a year"),
    _number("trust_doubt", 0.13, 0.08, 0.18, "doubt elsewhere", "spread of surveys about the fitted form"),
)  # fmt: skip

STATES = (
    _number("judged_weight", 2 / 3, 0.4, 0.9, "weight of a judged figure against the formula",
            "a judge knows of export bans, reserves, frozen accounts"),
    _number("judged_doubt", 0.12, 0.1, 0.15, "doubt of a judged 0-1 figure; share of quality and reach",
            "specification 12.1: +-.15"),
    _number("capability_doubt", 0.08, 0.05, 0.12, "doubt of capability, share of it", "changes of CINC over five years"),
    _number("position_noise", 0.12, 0.1, 0.15, "yearly noise of an ideal point", "variogram (computed)", "1", "data"),
)  # fmt: skip

DEPENDENCE = (
    _number("supplier_coverage", 0.92, 0.88, 0.97, "share of the world's arms exports that the forty supply",
            "Spain, Netherlands, Sweden, Norway, Switzerland and others hold about 8 percent (SIPRI fact sheets)"),
    _number("thin_record", 60, 30, 120, "pseudo-deliveries of 2011-20 in a thin recent record", "size judged",
            "million TIV"),
    _number("dollars_per_tiv", 3.5, 2.5, 5, "dollars paid per TIV", "world arms trade over world TIV; TIV is not money"),
    _number("equipment_share", 0.25, 0.15, 0.35, "share of military spending that buys equipment",
            "NATO guideline 20 percent, large producers more"),
    _number("dependence_doubt_least", 0.01, 0.005, 0.02, "least doubt of a dependence", "deals outside the register"),
)  # fmt: skip

DECLARED: dict[str, Parameter] = {number.name: number for number in (*COVARIATES, *YARDSTICKS, *CONTEST, *TRUST, *STATES, *DEPENDENCE)}


def value(name: str) -> float:
    """Return the declared value of a number."""
    return DECLARED[name].default
