"""Where every figure of the baseline comes from: one row per basis, named by the `_basis` cells."""

import pandas as pd

from sim.evidence.fit import Fit

Row = tuple[str, str, str, str, str]
COLUMNS = ["basis", "grade", "vintage", "sources", "formula"]

_RECORD = "UN ideal points; ATOP 5.1; MME v7; DCAD; SIPRI; Thompson rivalries; ICOW claims; MID 5.0; GSDB v3; ICEWS"
_FIXED = (
    ("cinc_2022", "data", "2022", "COW NMC 7.0", "CINC x 100, rounded"),
    ("ideal_point_2024", "data", "2024", "Bailey, Strezhnev & Voeten", "posterior mean, rounded"),
    ("quality_judged", "judgement", "2026", "curated/states.csv", "as judged"),
    ("reach_judged", "judgement", "2026", "curated/states.csv", "as judged"),
    ("sovereignty_judged", "judgement", "2026", "curated/states.csv", "as judged"),
    ("assertiveness_judged", "judgement", "2026", "curated/states.csv", "as judged"),
    (
        "budget_both",
        "judgement",
        "2023",
        "judged; SIPRI milex; World Bank",
        "2/3 judged + 1/3 of budget_formula",
    ),
    (
        "budget_formula",
        "data",
        "2023",
        "SIPRI milex; COW NMC; World Bank",
        "log spending and GDP per head, equated",
    ),
    (
        "defence_industry_both",
        "judgement",
        "2016-25",
        "judged; SIPRI",
        "2/3 judged + 1/3 of defence_industry_formula",
    ),
    (
        "defence_industry_formula",
        "data",
        "2016-25",
        "SIPRI transfers, milex",
        "log exports, local production, spending",
    ),
    (
        "contested_record",
        "data",
        "2016-20",
        "rivalries; claims; Peace Data 3.1",
        "1 - (1-qr R)(1-qc C)(1-qp P)",
    ),
    (
        "contested_corrected",
        "judgement",
        "2026",
        "as contested_record; curated/corrections.csv",
        "record + dated shift",
    ),
    ("arms_2021_25", "data", "2011-25", "SIPRI transfers, milex", "share of deliveries x import reliance"),
    (
        "arms_thin",
        "data",
        "2011-25",
        "SIPRI transfers, milex",
        "the same, leaning on 2011-20 where 2021-25 is thin",
    ),
    (
        "culture_shares",
        "judgement",
        "2010",
        "World Religion Project; judged culture groups",
        "1/2 religion + 1/2 group",
    ),
    ("atop_2018", "data", "2018", "ATOP 5.1", "level by body or kind of obligation"),
    ("dcad_2010", "data", "2010", "DCAD 1.0", ".5 + .15 for each further agreement; none if at odds today"),
    ("signed_2010", "data", "2010", "DCAD 1.0", "agreements on record, halved every 6 years, as of its end"),
    (
        "signed_listed",
        "judgement",
        "2025",
        "curated/agreements.csv",
        "years since 2010 in which the dated list has something begin, halved every 6 years",
    ),
    ("mme_2006_10", "data", "2006-10", "MME v7", "ln(1 + n a year)/ln 6, at most 1; none if at odds today"),
    ("production_2016_25", "data", "2016-25", "SIPRI transfers", "ln(1 + TIV/100)/ln 11, local production"),
    ("arms_sales_2021_25", "data", "2021-25", "SIPRI transfers", "ln(1 + TIV/100)/ln 11"),
    ("us_troops_2025", "data", "2025", "DMDC, Allen, Flynn & Machain", "log10(n/100)/2"),
    (
        "agreements_dated",
        "judgement",
        "2026",
        "dated documents and news; curated/agreements.csv",
        "level as judged",
    ),
)


def formula(fit: Fit) -> str:
    """Write a fitted form with its weights, two decimals."""
    terms = [f"{weight:+.2f} {name}" for name, weight in zip(fit.names, fit.weights, strict=True)]
    return " ".join(terms).replace("intercept", "").replace("  ", " ").strip()


def basis_table(alignment: Fit, opinion: Fit, disputes: Fit) -> pd.DataFrame:
    """Return bases.csv, sorted; the fitted weights stand in the formulas."""
    rows = [*_FIXED, *alignment_rows(formula(alignment)), *trust_rows(formula(opinion))]
    rows += tension_rows(formula(disputes))
    return pd.DataFrame(sorted(rows), columns=COLUMNS)


def alignment_rows(form: str) -> list[Row]:
    """Return the bases of alignment."""
    coded, corrected = f"{_RECORD}; Peace Data 3.1", f"{_RECORD}; curated/corrections.csv"
    return [
        ("alignment_formed", "data", "2002-24", _RECORD, form),
        ("alignment_coded", "data", "2002-24", coded, "alignment_formed, half way to the coded range"),
        ("alignment_corrected", "judgement", "2026", corrected, "alignment_formed or _coded + dated shifts"),
    ]


def trust_rows(form: str) -> list[Row]:
    """Return the bases of trust."""
    sources = "Pew Global Attitudes; ATOP; MID; GSDB; ICEWS; V-Dem"
    corrected = f"{sources}; curated/corrections.csv"
    return [
        ("trust_surveyed", "data", "2002-23", sources, "(.3 to .55) survey + rest record"),
        ("trust_fitted", "data", "2002-24", sources, f".3 opinion + .7 record; opinion = {form}"),
        ("trust_corrected", "judgement", "2026", corrected, "trust_surveyed or _fitted + dated shifts"),
    ]


def tension_rows(form: str) -> list[Row]:
    """Return the bases of tension."""
    sources = "MID 5.0; rivalries; claims; Peace Data 3.1; GSDB"
    corrected = f"{sources}; curated/corrections.csv"
    reading = f".02 + .55 x .75 Q + .45 ln(rate/.006)/6.8; ln rate = {form}"
    return [
        ("tension_record", "data", "1993-2020", sources, reading),
        ("tension_corrected", "judgement", "2026", corrected, "tension_record + dated shifts"),
    ]
