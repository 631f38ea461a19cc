"""Write docs/paired-design.md: what pairing saves for the options of the main scenario, bars missed included."""

from pathlib import Path

import pandas as pd

import sim
from sim.core.workers import cores, processes
from sim.experiments.pairing import pairing
from sim.scenario import BASELINE

DRAWS, RUNS, SEED = 50, 4, 1
OWN = "PAK:TUR"
BARS = {"alignment": 10, "cooperation": 5}
PAGE = Path("docs/paired-design.md")
HEAD = """# What the paired design saves

An option meets exactly the worlds of its baseline: the same assumptions and the same luck. So the variance of an effect
is that of a difference within worlds. This page sets it against worlds that share nothing, for the options of
`scenarios/pakistan-turkey.yaml` at the horizon, in {worlds} worlds ({draws} draws, {runs} runs, seed {seed});
`python benchmarks/paired.py` writes it anew. From Python: `sim.experiments.pairing.pairing(ensemble)`.

- *times*: variance unpaired over variance paired; without pairing so many times the worlds would be needed.
- *same draw*: the same ratio when only the assumptions are shared and luck is not.
- *at most*: what the ratio would be if option and baseline went together perfectly. No pairing can do better.
- *luck*: share of the paired variance that is luck; the rest lies between assumptions.
- *others*: the median of *times* over the other watched pairs.
"""
TABLE = """
## {outcome} of Pakistan and Türkiye: the bar of {bar} is met by {met} of {count} options

| option | variance paired | times | same draw | at most | luck | others |
|---|---|---|---|---|---|---|
"""
WHY = """
## Why some miss

Cooperation has a ceiling. An option that brings much of it lifts every world towards that ceiling, so less spread is
left under the option, while the baseline keeps its own; the effect is then large where the baseline is low and small
where it is high. That is a difference between worlds which no pairing can remove: compare *times* with *at most*.
What is left is mostly the option itself: how strong its provisions are is sampled too, so its effect differs from
draw to draw (*luck* says how little of it is luck). Such effects are large against their spread all the same. What
pairing is for, small effects on third parties, stands under *others*.
"""


def main() -> None:
    """Run the scenario and write the page."""
    scenario = sim.load("scenarios/pakistan-turkey.yaml", outcomes=list(BARS))
    with processes(cores(), "sim.ensemble.run") as pool:
        ensemble = sim.run(scenario, draws=DRAWS, runs=RUNS, seed=SEED, executor=pool)
    table = pairing(ensemble)
    titles = {option.name: option.title for option in scenario.options if option.name != BASELINE}
    pages = [HEAD.format(worlds=ensemble.worlds, draws=DRAWS, runs=RUNS, seed=SEED)]
    for outcome, bar in BARS.items():
        pages.append(_section(table[table["outcome"] == outcome], outcome, bar, titles))
    PAGE.write_text("".join(pages) + _reading(table), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _section(table: pd.DataFrame, outcome: str, bar: float, titles: dict[str, str]) -> str:
    own = table[table["subject"] == OWN]
    others = table[table["subject"] != OWN].groupby("option")["times"].median()
    head = TABLE.format(outcome=outcome.capitalize(), bar=bar, met=int((own["times"] >= bar).sum()), count=len(own))
    lines = [
        f"| {titles[row['option']]} | {row['paired']:.2g} | {_strong(row['times'], bar)} | "
        f"{row['unpaired'] / row['same_draw']:.1f} | {row['at_most']:.1f} | "
        f"{row['luck']:.2f} | {others[row['option']]:.0f} |\n"
        for row in own.to_dict("records")
    ]
    return head + "".join(lines)


def _strong(times: float, bar: float) -> str:
    return f"{times:.1f}" if times >= bar else f"**{times:.1f}, missed**"


def _reading(table: pd.DataFrame) -> str:
    own = table[table["subject"] == OWN]
    missed = own[[row["times"] < BARS[row["outcome"]] for row in own.to_dict("records")]]
    if missed.empty:
        return "\nEvery option meets both bars.\n"
    return WHY


if __name__ == "__main__":
    main()
