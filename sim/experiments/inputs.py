"""Every number that goes into a study: what it is, whose, from where, of what date, and whether it is judgement.

Grades are as declared: data, literature, judgement. A figure names a source when it is data or literature, or when its
judgement names a record, a study or a dated event that it leans on; "form of the equation" or "as judged" names
nothing. What the scenario file itself gives, it gives without a source.
"""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.catalogue import instruments
from sim.catalogue.settings import settings
from sim.catalogue.shocks import shock_kinds
from sim.catalogue.variants import variants
from sim.experiments.calibrate.informed import CHOICES, DATA, from_posterior
from sim.experiments.opening_inputs import JUDGEMENT, Row, opening_rows
from sim.experiments.vintage import year_of
from sim.outcomes import PARAMETERS
from sim.scenario import Scenario

INPUT_COLUMNS = ("kind", "origin", "what", "whose", "grade", "vintage", "year", "source", "sourced")
SUMMARY_COLUMNS = (
    "kind", "origin", "figures", "data", "literature", "judgement", "unsourced", "judged_share",
    "oldest", "middle", "newest",
)  # fmt: skip
GRADES = ("data", "literature", "judgement")
CATALOGUE, MODEL, THIS_FILE = "catalogue", "model", "this file"
IN_THE_FILE = "given in the scenario file"
# A year, a date list with a source in every row, an acronym of a record, or two capitalised words in a row.
_NAMES_SOMETHING = re.compile(
    r"\b(?:1[89]|20)\d\d\b|dated |curated/(?:corrections|agreements)|\b[A-Z]{3,}|\b[A-Z]\w+ [A-Z]\w+"
)


def inputs(scenario: Scenario) -> pd.DataFrame:
    """All inputs of a scenario.

    Returns
    -------
    DataFrame
        Columns `INPUT_COLUMNS`, one row a figure (of a pair once where the figure is the same both ways): kind
        (actors, dyads, agreements, catalogue, parameters, shocks, figures), the table or file that it stands in, what
        it is and whose, grade, vintage and its last year, the source as declared, and whether that names one.
    """
    rows = [*opening_rows(scenario), *_catalogue(scenario), *_multipliers(scenario)]
    rows += [*_parameters(scenario), *_shocks(scenario), *_figures(scenario)]
    table = pd.DataFrame(rows, columns=[name for name in INPUT_COLUMNS if name not in ("year", "sourced")])
    years = [year_of(v, s) for v, s in zip(table["vintage"], table["source"], strict=True)]
    table["year"] = pd.array(years, dtype="Int64")
    table["sourced"] = [_sourced(g, s) for g, s in zip(table["grade"], table["source"], strict=True)]
    return table[list(INPUT_COLUMNS)]


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Inputs counted by kind and origin, then all together.

    Returns
    -------
    DataFrame
        Columns `SUMMARY_COLUMNS`: how many figures, of which data, literature and judgement, how many of the judged
        name no source, the share that is judgement, and the first, median and last year of those that are dated.
    """
    groups = [(*key, group) for key, group in table.groupby(["kind", "origin"], sort=False)]
    rows = [_counted(str(kind), str(origin), group) for kind, origin, group in groups]
    return pd.DataFrame([*rows, _counted("all", "", table)], columns=list(SUMMARY_COLUMNS))


def judged(counted: pd.DataFrame) -> dict[str, object]:
    """What a results folder says of its inputs: how many there are, and what share of each kind is judgement."""
    whole = counted.iloc[-1]
    kinds = counted.iloc[:-1].groupby("kind", sort=False)[["judgement", "figures"]].sum()
    shares = kinds["judgement"] / kinds["figures"]
    return {
        "figures": int(whole["figures"]),
        "judgement": int(whole["judgement"]),
        "without_source": int(whole["unsourced"]),
        "judged_share": round(float(whole["judged_share"]), 4),
        "judged_share_by_kind": {str(kind): round(float(share), 4) for kind, share in shares.items()},
    }


def _counted(kind: str, origin: str, group: pd.DataFrame) -> dict[str, object]:
    years = sorted(int(year) for year in group["year"].dropna())
    dated = (years[0], years[len(years) // 2], years[-1]) if years else (None, None, None)
    grades = {grade: int((group["grade"] == grade).sum()) for grade in GRADES}
    return {
        "kind": kind,
        "origin": origin,
        "figures": len(group),
        **grades,
        "unsourced": int((~group["sourced"]).sum()),
        "judged_share": grades[JUDGEMENT] / len(group),
        **dict(zip(("oldest", "middle", "newest"), dated, strict=True)),
    }


def _sourced(grade: str, source: str) -> bool:
    return grade != JUDGEMENT or _NAMES_SOMETHING.search(source) is not None


def _catalogue(scenario: Scenario) -> Iterator[Row]:
    found, drawn = instruments(), from_posterior(scenario.posterior)
    used = np.abs(found.low) + np.abs(found.high) > 0
    for k, c in np.argwhere(used):
        column, key = found.columns[c], found.keys[k]
        moved, until = drawn.get(f"{column}.{key}", (False, ""))
        if moved:
            yield "catalogue", str(scenario.posterior), column, key, DATA, until, CHOICES
        else:
            yield "catalogue", CATALOGUE, column, key, found.grades[k][c], "", found.sources[k][c]


def _multipliers(scenario: Scenario) -> Iterator[Row]:
    """What the variants and settings that options name multiply figures of their instruments by."""
    said = (p.details.said().items() for option in scenario.options for p in option.provisions)
    for name, word in dict.fromkeys(pair for pairs in said for pair in pairs):
        if name == "variant":
            variant = variants()[str(word)]
            about = {
                column: variant.evidence.get(column, (variant.grade, variant.source)) for column in variant.columns
            }
        else:
            value = settings().by_key[name].value(str(word))
            about = dict.fromkeys(value.columns, (value.grade, value.source)) if value else {}
        for column, (grade, source) in about.items():
            yield "catalogue", CATALOGUE, f"{column}, times", f"{name} {word}", grade, "", source


def _parameters(scenario: Scenario) -> Iterator[Row]:
    given = {name for case in scenario.cases for name in (*case.parameters, *case.uncertainties)}
    given |= {*scenario.parameters, *scenario.uncertainties}
    drawn = from_posterior(scenario.posterior)
    for name, parameter in PARAMETERS.items():
        if name in given:
            yield "parameters", THIS_FILE, name, "", JUDGEMENT, "", IN_THE_FILE
        elif name in drawn:
            moved, until = drawn[name]
            yield "parameters", str(scenario.posterior), name, "", DATA if moved else parameter.grade, until, CHOICES
        else:
            yield "parameters", MODEL, name, "", parameter.grade, "", parameter.source


def _shocks(scenario: Scenario) -> Iterator[Row]:
    for shock in (*scenario.shocks, *(shock for case in scenario.cases for shock in case.shocks)):
        kind = shock_kinds()[shock.kind]
        whose = " ".join(dict.fromkeys(code for codes in shock.who.values() for code in codes))
        usual = {"size": (kind.default, kind.default), "rate": kind.rate, "credibility": kind.credibility}
        given = {"size": shock.size, "rate": shock.rate, "credibility": shock.credibility}
        given |= {"probability": None if shock.probability == (1.0, 1.0) else shock.probability}
        for what, value in given.items():
            if value is None:
                continue
            if value == usual.get(what):
                yield "shocks", CATALOGUE, f"{shock.kind}.{what}", whose, kind.grade, "", kind.source
            else:
                yield "shocks", THIS_FILE, f"{shock.kind}.{what}", whose, JUDGEMENT, "", IN_THE_FILE


def _figures(scenario: Scenario) -> Iterator[Row]:
    for replaced in (scenario.figures, *(case.figures for case in scenario.cases)):
        for whose, values in replaced.items():
            for what in values:
                yield "figures", THIS_FILE, what, whose, JUDGEMENT, "", IN_THE_FILE
