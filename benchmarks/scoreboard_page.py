"""The page of the scoreboard, composed from tables."""

from collections.abc import Mapping

import pandas as pd

from sim.charts.skill import ITSELF, LEADING, skill
from sim.evidence.posterior import read_posterior, shipped
from sim.experiments.facts.scoreboard import scoreboard
from sim.experiments.hindcast.chances import OURS, WITHOUT

LIMITS = (
    ("L1", "DeGroot: consensus of the Perron vector", "tests/core/test_pull.py"),
    ("L2", "Friedkin and Johnsen: fixed point of the stubborn", "tests/core/test_pull.py"),
    ("L3", "Marvel and others: blow-up, factions, threshold of harmony", "tests/core/test_structural_balance.py"),
    ("L4", "Axelrod and Bennett: landscape, descent, Gibbs law", "tests/core/test_landscape.py"),
    ("L5", "trust: mean under luck, and recovery from a failure", "tests/core/test_pull.py"),
    ("L6", "isolated dyad: resting point and half-life", "tests/core/test_pull.py"),
    ("L7", "size of the step changes nothing under constant pulls", "tests/core/test_pull.py"),
    ("L8", "bounds hold and the ledger closes", "tests/core/test_pull.py, tests/model/test_stocks.py"),
    ("L9", "noise without drift", "tests/core/test_pull.py"),
    ("L10", "isolation: nothing moves beyond the signatories", "tests/model/test_isolation.py"),
    ("L11", "the engine against agents written one by one in Mesa", "tests/model/test_plain_mesa.py"),
)
TARGETS = {"auc": "AUC", "precision": "precision", "coverage": "in 90 % bands", "log": "log score",
           "brier": "Brier", "crps": "CRPS", "rmse": "RMSE", "ranked": "ranked score"}  # fmt: skip
HEAD = """# Scoreboard

What holds and what fails. `make scoreboard` measures it and writes this page; the tables behind it stand in
`results/evidence/`. The model is an instrument for comparing options, not a forecast of events.

## In three lines

{lines}

![Skill of the hindcast](images/skill.png)
"""

POSTERIORS = """
| posterior that ships | divergent steps | R-hat at most | effective draws at least | kappa |
|---|---|---|---|---|
"""


def page(tables: Mapping[str, pd.DataFrame]) -> str:
    """The whole page.

    Parameters
    ----------
    tables
        `calibration`, `hindcast` and `third_parties`, as results/evidence/ keeps them.
    """
    lines = "\n".join(f"{k}. {line}" for k, line in enumerate(in_three_lines(tables), 1))
    parts = (_facts(), _hindcast(tables["hindcast"]), _calibration(tables["calibration"]),
             _third(tables["third_parties"]), _limits())  # fmt: skip
    return HEAD.format(lines=lines) + "".join(parts)


def in_three_lines(tables: Mapping[str, pd.DataFrame]) -> tuple[str, str, str]:
    """Facts, hindcast and third parties, a sentence each; the README quotes them."""
    counted = scoreboard()
    counted = counted[~counted["by_construction"].astype(bool)]["verdict"].value_counts()
    compared = skill(tables["hindcast"])
    plain = compared[compared["forecast"] != WITHOUT]
    better, worse = (plain["high"] < 0).sum(), (plain["low"] > 0).sum()
    first = _of(tables["hindcast"], "first agreements", "auc")
    any_kind = _third_of(tables["third_parties"], "any kind", "cooling", "data")
    ours, partners = first[OURS], first["partners"]
    return (
        f"**Facts.** Of {counted.sum()} stylised facts {counted.get('holds', 0)} hold and {counted.get('fails', 0)} "
        "fail; each failure is shown with its size.",
        f"**Years it had not seen.** Of {len(plain)} comparisons with plainer forecasts by the leading score, the "
        f"model is better in {better} and worse in {worse}; the rest cannot be told. Who signs with whom for the "
        f"first time its free-running worlds tell {'better' if ours > partners else 'worse'} than a count of "
        f"partners (AUC {ours:.2f} against {partners:.2f}).",
        "**Third parties.** On record, cooling towards those who agree with a state that one fears is "
        f"{_told(any_kind)} ({any_kind.estimate:+.3f} [{any_kind.low:+.3f}, {any_kind.high:+.3f}] standard deviations "
        "of a yearly change).",
    )


def _told(effect: pd.Series) -> str:
    if effect.low > 0:
        return "there"
    return "the other way round" if effect.high < 0 else "not to be told from zero"


def _facts() -> str:
    board = scoreboard()
    counted = board[~board["by_construction"].astype(bool)]
    rows = [f"| {fact.id} | {fact.why} |" for fact in counted[counted["verdict"] != "holds"].itertuples()]
    held = ", ".join(counted[counted["verdict"] == "holds"]["id"])
    return (
        f"\n## Stylised facts: {len(rows)} fail\n\nMeasured in {int(board['worlds'].iloc[0])} worlds by model "
        f"{board['model'].iloc[0]}. Statements, sizes, sources and what was tried: [facts.md](facts.md).\n\n"
        "| fact that fails | how |\n|---|---|\n" + "\n".join(rows) + f"\n\nThese hold: {held}.\n"
    )


def _hindcast(scores: pd.DataFrame) -> str:
    text = (
        "\n## Hindcast: worlds of 1995, 2000 and 2005 run forward\n\nLess is better in log, Brier and ranked scores, "
        "CRPS and RMSE. *model less it*: difference in the first score with its 90 % interval, clustered by pair or "
        "state and year. What is scored and how: [hindcast.md](hindcast.md).\n"
    )
    for (target, horizon), group in scores.groupby(["target", "horizon"], sort=False):
        table = group.pivot_table(index="forecast", columns="score", values="value", sort=False)
        lead = next(name for name in LEADING if name in table)
        less = group[group["score"] == lead].set_index("forecast")
        kinds = [lead, *(name for name in table if name != lead)]
        text += f"\n### {str(target).capitalize()}, {horizon} ({group['n'].iloc[0]:,} rows)\n\n"
        text += f"| forecast | {' | '.join(TARGETS[kind] for kind in kinds)} | model less it |\n"
        text += "|---|" + "---|" * (len(kinds) + 1) + "\n"
        for name in table.index:
            cells = [_number(table.loc[name, kind]) for kind in kinds]
            text += f"| {name} | {' | '.join(cells)} | {_less(less.loc[name])} |\n"
    return text


def _less(row: pd.Series) -> str:
    if pd.isna(row["less"]):
        return ""
    verdict = " **worse**" if row["low"] > 0 and row.name != ITSELF else " better" if row["high"] < 0 else ""
    return f"{row['less']:+.4f} [{row['low']:+.4f}, {row['high']:+.4f}]{verdict}"


def _calibration(scores: pd.DataFrame) -> str:
    text = (
        "\n## Calibration: weights fitted to treaties on record\n\nFirst agreements after the fit, by the model's "
        "own motives in worlds as of each year. More in [calibration.md](calibration.md).\n"
    )
    for years, group in scores.groupby("years", sort=False):
        text += f"\n| {years} | log score | Brier | AUC | precision | model less it: log |\n|---|---|---|---|---|---|\n"
        for row in group.itertuples():
            less = "" if pd.isna(row.log_less) else f"{row.log_less:+.4f} [{row.log_low:+.4f}, {row.log_high:+.4f}]"
            text += (
                f"| {row.forecast} | {row.log:.4f} | {row.brier:.4f} | {row.auc:.3f} | {row.precision:.3f} | {less} |\n"
            )
    text += POSTERIORS
    for name in shipped():
        found = read_posterior(name)
        numbers = found.numbers.set_index("number")
        kappa = numbers.loc["kappa"]
        text += (
            f"| {name} | {found.about['divergent']} | {numbers['r_hat'].max():.3f} | "
            f"{numbers['effective'].min():.0f} | {kappa['median']:.2f} ({kappa['low']:.2f} to {kappa['high']:.2f}) |\n"
        )
    return text


def _third(effects: pd.DataFrame) -> str:
    text = (
        "\n## Third parties: cooling towards the signatory that one fears\n\nStandard deviations of a yearly change, "
        "years 1 to 5 after the agreement. Design, placebo events and the other outcomes: "
        "[third-parties.md](third-parties.md).\n\n| kind of agreement | triads | record | model | model without "
        "reaction |\n|---|---|---|---|---|\n"
    )
    for kind in dict.fromkeys(effects["kind"]):
        found = [_third_of(effects, kind, "cooling", source) for source in ("data", "model", "without")]
        cells = [f"{each.estimate:+.3f} [{each.low:+.3f}, {each.high:+.3f}]" for each in found]
        text += f"| {kind} | {found[0].n:,} | {' | '.join(cells)} |\n"
    return text + (
        f"\nThe record is {effects['odds'].iloc[0]:.1f} times as likely under the model with reaction as without; 1 "
        "would say nothing either way.\n"
    )


def _limits() -> str:
    rows = "\n".join(f"| {name} | {what} | {where} |" for name, what, where in LIMITS)
    return (
        "\n## Limits: closed forms of the specification, on the engine's own code\n\nEach is a test of `make test`, "
        f"at the tolerance of specification 13.2.\n\n| limit | what | test |\n|---|---|---|\n{rows}\n"
    )


def _of(scores: pd.DataFrame, target: str, score: str) -> pd.Series:
    chosen = scores[(scores["target"] == target) & (scores["score"] == score)]
    return chosen.set_index("forecast")["value"]


def _third_of(effects: pd.DataFrame, kind: str, outcome: str, source: str) -> pd.Series:
    chosen = effects[(effects["kind"] == kind) & (effects["outcome"] == outcome) & (effects["source"] == source)]
    return chosen.iloc[0]


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.4f}" if abs(value) < 0.1 else f"{value:.3f}"
