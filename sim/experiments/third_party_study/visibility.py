"""How visible each kind is to others: what the record says of it, beside the judged column of the catalogue.

In the model a reaction is proportional to visibility, so a kind twice as visible should make those that fear cool twice
as far, and within five years it shows in alignment alone, which the record has as news events. Two readings of these:

- **relative**: cooling after a kind over cooling after framework agreements, with Fieller's interval; `unbounded` where
  framework agreements themselves show no reaction that can be told from zero;
- **after**: the multiple of the judged visibility, before within +-50 % and every size alike, after the record. The
  record's cooling is normal about the model's cooling times the multiple.

References
----------
Fieller 1954, Some problems in interval estimation, Journal of the Royal Statistical Society B 16.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.stats import norm

from sim.catalogue import instruments
from sim.experiments.third_party_study.design import ANY, COVER, KINDS
from sim.experiments.third_party_study.estimate import Estimate

AGAINST = "framework"
READ_IN = "events"
BEFORE = (0.5, 1.5)
STEPS = 401
COLUMNS = (
    "kind", "instrument", "judged", "cooling", "low", "high", "relative", "relative_low", "relative_high", "after",
    "after_low", "after_high", "told",
)  # fmt: skip


def visibility(record: Mapping[str, Estimate], model: Mapping[str, Estimate]) -> pd.DataFrame:
    """Set each kind's cooling on record beside the judged visibility of its instrument.

    Parameters
    ----------
    record, model
        Cooling by kind (`READ_IN`), in the same units.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. `relative` ends are infinite where unbounded; `after` are multiples of `judged`; `told` is
        the share by which the record narrowed the range of the multiple.
    """
    judged = instruments().by_column(instruments().values)["vis"]
    base = record.get(AGAINST)
    rows = []
    for kind in KINDS:
        if kind.name == ANY or kind.name not in record:
            continue
        own, modelled = record[kind.name], model.get(kind.name)
        row = (kind.name, kind.instruments[0], float(judged[instruments().keys.index(kind.instruments[0])]))
        rows.append((*row, own.estimate, own.low, own.high, *_relative(own, base), *_after(own, modelled)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _relative(own: Estimate, base: Estimate | None) -> tuple[float, float, float]:
    if base is None or own is base:
        return (1.0, 1.0, 1.0) if own is base else (np.nan, np.nan, np.nan)
    reach = float(norm.ppf((1 + COVER) / 2))
    bend = base.estimate**2 - (reach * base.error) ** 2
    if not bend > 0:
        return own.estimate / base.estimate, -np.inf, np.inf
    cross, level = own.estimate * base.estimate, own.estimate**2 - (reach * own.error) ** 2
    half = np.sqrt(max(cross**2 - bend * level, 0.0))
    return own.estimate / base.estimate, (cross - half) / bend, (cross + half) / bend


def _after(own: Estimate, modelled: Estimate | None) -> tuple[float, float, float, float]:
    multiple = np.linspace(*BEFORE, STEPS)
    if modelled is None or not np.isfinite(own.error) or not np.isfinite(modelled.estimate):
        return np.nan, np.nan, np.nan, np.nan
    fit = norm.logpdf(own.estimate, modelled.estimate * multiple, own.error)
    weight = np.exp(fit - fit.max())
    passed = np.cumsum(weight) / weight.sum()
    low, middle, high = (
        float(multiple[np.searchsorted(passed, part)]) for part in ((1 - COVER) / 2, 0.5, (1 + COVER) / 2)
    )
    return middle, low, high, 1 - (high - low) / (COVER * (BEFORE[1] - BEFORE[0]))
