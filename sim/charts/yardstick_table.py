"""The numbers behind the yardsticks: effects on alignment, and dated shifts of the record to set them beside."""

import numpy as np
import pandas as pd

from sim.catalogue import Yardstick, yardsticks
from sim.charts.choice import checked_option, measured_pairs, options_but_baseline
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects_on import EFFECT_COLUMNS, effects_on, table_of
from sim.ensemble.subjects import canonical
from sim.evidence import read_tables
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

MOST_EFFECTS, MOST_SHIFTS = 10, 8
OUTCOME = "alignment"


def data(ensemble: Ensemble, option: str | None = None, pair: str | None = None) -> pd.DataFrame:
    """Numbers of the yardsticks.

    Parameters
    ----------
    ensemble
        The study.
    option
        Its effects on every watched pair; left out, every option's effect on one pair.
    pair
        The first watched when left out; with an option, that pair alone.

    Returns
    -------
    DataFrame
        One row for each effect drawn (kind `effect`: option, subject, change as the mean, lo, hi, q05, q95, worlds) and
        for each shift of the record (kind `record`: subject, years, event, start, end, change), from the largest rise
        to the largest fall. At most ten effects and eight shifts, those nearest in size to the largest effect; shifts
        that the index does not see are left out.
    """
    effects = _effects(ensemble, option, pair)
    sure = effects[effects["lo"] * effects["hi"] > 0]["change"].abs()
    size = float(sure.max()) if len(sure) else OUTCOMES[OUTCOME].band
    shifts = sorted((stick for stick in yardsticks() if stick.seen), key=lambda stick: abs(abs(stick.change) - size))
    record = pd.DataFrame([_row(stick) for stick in shifts[:MOST_SHIFTS]])
    both = pd.concat([effects, record], ignore_index=True)
    return both.sort_values("change", ascending=False, kind="stable").reset_index(drop=True)


def _effects(ensemble: Ensemble, option: str | None, pair: str | None) -> pd.DataFrame:
    names = options_but_baseline(ensemble) if option is None else (checked_option(ensemble, option),)
    pairs = measured_pairs(ensemble, OUTCOME)
    if not pairs:
        raise QuestionError("alignment was measured of no pair; name pairs under `watch:` and run the study again")
    wanted = pairs if pair is None else (canonical(pair, False, ensemble.scenario.groups) if ":" in pair else pair,)
    if wanted[0] not in pairs:
        raise QuestionError(f"{pair!r} was not watched for {OUTCOME}; add it under `watch:` ({', '.join(pairs)})")
    if option is None:
        wanted = wanted[:1]
    pairs = [(name, BASELINE) for name in names]
    found = effects_on(ensemble, OUTCOME, pairs, np.array([ensemble.scenario.quarters]))
    rows = table_of([found[pair] for pair in pairs], EFFECT_COLUMNS)
    rows["worlds"] = [int(ensemble.sound(name, BASELINE).sum()) for name in rows["option"]]
    rows = rows[rows["subject"].isin(wanted)].rename(columns={"mean": "change"}).assign(kind="effect")
    largest = np.argsort(-rows["change"].abs().to_numpy(), kind="stable")[:MOST_EFFECTS]
    return rows.iloc[largest][["kind", "option", "subject", "change", "lo", "hi", "q05", "q95", "worlds"]]


def _row(stick: Yardstick) -> dict[str, object]:
    start, end = stick.index
    told = {"subject": ":".join(stick.pair), "years": stick.span.replace("-", "–"), "event": stick.event}
    return {"kind": "record", **told, "start": start, "end": end, "change": stick.change}


def state_name(code: str) -> str:
    """Name of a state of the baseline, or of one that no longer is, by its code."""
    tables = read_tables().actors
    return dict(zip(tables["actor"], tables["name"], strict=True)).get(code, code)
