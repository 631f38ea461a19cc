"""The scoreboard: what holds and what fails, in one page and a chart: `make scoreboard`.

Reads the facts as last evaluated (`make facts`) and the posteriors that ship; scores the calibration, runs the hindcast
and the third-party study on the public files, keeps their scores in results/evidence/ and writes docs/scoreboard.md.
`python -m benchmarks.scoreboard --page` only writes the page, from what is kept.
"""

import sys
from pathlib import Path

import pandas as pd

from benchmarks.scoreboard_page import page
from sim.charts.chart import save
from sim.charts.skill import draw
from sim.evidence.sources import open_yearly
from sim.experiments.calibrate.panel import build_panel
from sim.experiments.calibrate.study import rolled, scored
from sim.experiments.hindcast import hindcast
from sim.experiments.third_party_study.study import third_party_study

KEPT, PAGE, CHART = Path("results/evidence"), Path("docs/scoreboard.md"), Path("docs/images/skill")
FIRST, ORIGINS, LAST = 1986, (1995, 2000, 2005), 2010
COMMAND = "make scoreboard"
SAID = "Worlds of 1995, 2000 and 2005, each asked about the five years that followed."


def main(words: list[str]) -> None:
    """Measure, keep and write."""
    if "--page" not in words:
        measure(KEPT)
    tables = {path.stem: pd.read_csv(path) for path in sorted(KEPT.glob("*.csv"))}
    save(draw(tables["hindcast"], SAID), CHART, {"title": "Skill of the hindcast", "command": COMMAND})
    PAGE.write_text(page(tables), encoding="utf-8")
    print(PAGE)


def measure(folder: Path) -> None:
    """Score the calibration, the hindcast and the third-party study, and keep the tables."""
    public = open_yearly(None)
    found = hindcast(public, ORIGINS[-1], LAST, rolling=ORIGINS[0], note=print)
    tables = {"calibration": _calibration(), "hindcast": found.scores, "third_parties": _third_parties()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        rounded = table.map(lambda cell: float(f"{cell:.4g}") if isinstance(cell, float) else cell)
        rounded.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _calibration() -> pd.DataFrame:
    """Scores on first agreements after each origin, of weights fitted up to it."""
    public, panel = open_yearly(None), build_panel(None, FIRST, LAST, print)
    modes = rolled(panel, FIRST, ORIGINS, print)
    last = {ORIGINS[-1]: modes[ORIGINS[-1]]}
    parts = {f"{ORIGINS[-1] + 1}-{LAST}": last, f"{ORIGINS[0] + 1}-{LAST}": modes}
    return pd.concat([
        scored(panel, public, of, FIRST, new=True).assign(years=years) for years, of in parts.items()
    ])  # fmt: skip


def _third_parties() -> pd.DataFrame:
    found = third_party_study(open_yearly(None), note=print)
    return found.tidy().assign(odds=found.odds_of_reaction("any kind", "cooling"))


if __name__ == "__main__":
    main(sys.argv[1:])
