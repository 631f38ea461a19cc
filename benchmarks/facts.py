"""Evaluate the stylised facts and write docs/facts.md and the table of it that ships, failures alike."""

from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pandas as pd

from sim.catalogue.facts import FAMILIES, fact_set
from sim.cli.facts import PROBE_WORLDS, sampling
from sim.cli.facts_view import summary
from sim.core.workers import cores, processes
from sim.ensemble.version import model_version
from sim.experiments.facts import FAILS, NOT_EVALUATED, Worlds, chosen, evaluate, packages_in_order, probe
from sim.experiments.facts.scoreboard import FILE, board

WORLDS, SEED = 500, 11
PAGE = Path("docs/facts.md")
TABLE_FILE = Path("sim/catalogue/facts") / FILE
HEAD = """# Scoreboard of stylised facts

What the record or the field's findings say, as inequalities that the model can miss, looked for in {worlds} paired
worlds ({draws} draws, {runs} runs each, seed {seed}) of 28 states by model {version}. {summary} No count is a bar:
these are checks of coherence, many of them made with the specification's defaults in view, and **not validation**.
Nothing was tuned after these figures were seen.

- *figure*: what the model shows, with the 90 % interval of the mean (bootstrap over draws).
- *mean*: of 100 resamples of the draws, how many lie on the side that the fact says (in its band where it names no
  side); *worlds*: of 100 model worlds, how many do.
- *band*: where the figure must lie; *record*: the record's own figure, where the source has one.
- A fact holds when its figure lies in the band, the interval keeps to its side, and, where *worlds* asks for it, enough
  worlds do. Facts marked *c* follow from the form of an equation: they are shown and prove nothing.

The facts stand as data in `sim/catalogue/facts/`; `entente facts` evaluates them, `make facts` writes this page.
"""
TABLE = """
## {family}

| id | statement | figure | 90 % interval | mean | worlds | band | record | verdict | grade and source |
|---|---|---|---|---|---|---|---|---|---|
"""
ORDER = """
## How firm the order of the packages is

Packages of instruments between Pakistan and Türkiye (TRI with Saudi Arabia), ranked in each of {draws} draws of
everything that is not known, every figure of the catalogue included. *keeps*: of 100 draws, in how many the package has
the rank that it has on average; *first*: in how many none is before it. Higher alignment ranks first, and so do fewer
crises and less polarisation.

| outcome | of | package | mean effect | rank | keeps | first | rank in 90 of 100 draws |
|---|---|---|---|---|---|---|---|
"""
PROBES = """
## What was tried

Each fact measured again in {worlds} worlds with one thing changed: a mechanism switched off, or a parameter pinned at
an end of its range. The first line of a fact is the same without the change. Nothing that ships was changed.

| fact | with | figure | 90 % interval | in its band |
|---|---|---|---|---|
"""


def main() -> None:
    """Evaluate all facts and write the page."""
    facts, (draws, runs) = fact_set(), sampling(WORLDS)
    with processes(cores(), "sim.ensemble.run") as pool:
        worlds = Worlds(facts, draws, runs, SEED, executor=pool)
        table = evaluate(worlds, lambda done, total: print(f"{done} of {total} facts", flush=True))
        order = _order(packages_in_order(worlds))
        tried = _tried(pool)
    PAGE.write_text(page(table, order, tried), encoding="utf-8")
    board(table, model_version(), WORLDS).to_csv(TABLE_FILE, index=False, lineterminator="\n")
    print(f"{PAGE}: {summary(table)}")


def page(table: pd.DataFrame, order: str, tried: str) -> str:
    """The whole page."""
    draws, runs = sampling(WORLDS)
    told = {"worlds": WORLDS, "draws": draws, "runs": runs, "seed": SEED, "version": model_version()}
    head = HEAD.format(**told, summary=summary(table))
    return head + "".join(_family(table, name) for name in FAMILIES) + order + _readings(table) + tried


def _family(table: pd.DataFrame, family: str) -> str:
    rows = [_row(fact) for fact in table[table["family"] == family].itertuples()]
    return TABLE.format(family=family.capitalize()) + "\n".join(rows) + "\n"


def _row(fact: Any) -> str:
    asked = f" (asked {100 * fact.share:.0f})" if pd.notna(fact.share) else ""
    cells = (
        f"{fact.id}{' *c*' if fact.by_construction else ''}",
        fact.statement,
        _number(fact.figure),
        "-" if pd.isna(fact.lo) else f"{_number(fact.lo)} to {_number(fact.hi)}",
        _of(fact.p_mean),
        _of(fact.p_worlds) + asked,
        f"{fact.low:g} to {fact.high:g}",
        f"{fact.size:g}" if pd.notna(fact.size) else "",
        f"**{fact.verdict}**: {fact.why}" if fact.verdict != "holds" else fact.verdict,
        f"{fact.grade}: {fact.source}",
    )
    return f"| {' | '.join(cells)} |"


def _order(order: pd.DataFrame) -> str:
    rows = [
        f"| {row.outcome} | {row.subject} | {row.option} | {_number(row.mean)} | {row.rank} | {100 * row.keeps:.0f} "
        f"| {100 * row.first:.0f} | {row.rank_q05:.0f} to {row.rank_q95:.0f} |"
        for row in order.sort_values(["outcome", "subject", "rank"], kind="stable").itertuples()
    ]
    return ORDER.format(draws=order["draws"].iloc[0]) + "\n".join(rows) + "\n"


def _readings(table: pd.DataFrame) -> str:
    failed = table[table["verdict"].isin([FAILS, NOT_EVALUATED])]
    lines = [f"- **{fact.id}** ({fact.statement.rstrip('.')}). {_lacks(fact)}" for fact in failed.itertuples()]
    return (
        "\n## What the model lacks where a fact fails\n\n"
        "Readings of the equations and of single runs. What was tested stands in the next section; "
        "the rest is untested.\n\n" + "\n".join(lines) + "\n"
    )


def _lacks(fact: Any) -> str:
    return str(fact.lacks) if isinstance(fact.lacks, str) else "Nothing is written on this failure yet."


def _tried(pool: Executor) -> str:
    facts, (draws, runs) = fact_set(), sampling(PROBE_WORLDS)
    ids = {entry.fact for entry in facts.probes}
    few = Worlds(chosen(facts, ids), draws, runs, SEED, executor=pool)
    as_is = evaluate(few).set_index("id")
    found = probe(few, lambda done, total: print(f"{done} of {total} probes", flush=True))
    rows = []
    for name in dict.fromkeys(found["fact"]):
        plain = as_is.loc[name]
        inside = "yes" if plain["low"] <= plain["figure"] <= plain["high"] else "no"
        rows.append(f"| {name} | as it ships | {_number(plain['figure'])} | {_span(plain)} | {inside} |")
        rows += [
            f"| | {row['change']} | {_number(row['figure'])} | {_span(row)} | {row['why'] or _yes(row['inside'])} |"
            for row in found[found["fact"] == name].to_dict("records")
        ]
    return PROBES.format(worlds=PROBE_WORLDS) + "\n".join(rows) + "\n"


def _span(row: Any) -> str:
    return f"{_number(row['lo'])} to {_number(row['hi'])}"


def _yes(inside: object) -> str:
    return "yes" if inside else "no"


def _number(value: float) -> str:
    return "-" if pd.isna(value) else f"{value:.4f}" if abs(value) < 1 else f"{value:.2f}"


def _of(share: float) -> str:
    return "-" if pd.isna(share) else f"{100 * share:.0f}"


if __name__ == "__main__":
    main()
