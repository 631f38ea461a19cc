"""What each way of being careful would choose, in sentences."""

import numpy as np
import pandas as pd

from sim.experiments.words import in_worlds, listed

_SAME = 1e-12  # equal provisions give equal numbers up to the last digits


def choices(table: pd.DataFrame, total: pd.DataFrame, worlds: int) -> list[str]:
    """One sentence for each way of choosing.

    Parameters
    ----------
    table, total
        As `sim.experiments.robust.robust` and `overall` give them.
    worlds
        How many worlds goals were judged in.
    """
    said = [_least_regretted(total)]
    for (outcome, subject), rows in table.groupby(["outcome", "subject"], sort=False):
        best = {name: first_of(rows, name) for name in ("gain", "worst_tenth")}
        name = f"{str(outcome).replace('_', ' ')} of {subject}"
        most = f"For {name}, {listed(best['gain'])} {'gain' if len(best['gain']) > 1 else 'gains'} most"
        if best["gain"] == best["worst_tenth"]:
            said.append(f"{most}, on average and in the worst tenth of draws.")
        else:
            said.append(f"{most} on average, {listed(best['worst_tenth'])} in the worst tenth of draws.")
    if total["meets_all"].notna().any():
        said.append(_goals_met(total, worlds))
    return [*said, _front_words(total)]


def first_of(rows: pd.DataFrame, column: str, *, least: bool = False) -> list[str]:
    """The options whose value is the largest, or the least; several where they have the same."""
    values = rows[column].to_numpy(dtype=np.float64)
    top = np.nanmin(values) if least else np.nanmax(values)
    return [str(option) for option in rows.loc[np.isclose(values, top, rtol=0, atol=_SAME), "option"]]


def _least_regretted(total: pd.DataFrame) -> str:
    names = first_of(total, "regret", least=True)
    least = total[total["option"].isin(names)]
    where = _where(least.iloc[0]) if len(set(least["regret_in"])) == 1 else ""
    each = "each by" if len(names) > 1 else "by"
    return (
        f"Least regretted over everything that counts: {listed(names)}, {each} at most "
        f"{100 * least['regret'].iloc[0]:.0f} % of the largest regret of any option{where}."
    )


def _goals_met(total: pd.DataFrame, worlds: int) -> str:
    most = float(total["meets_all"].max())
    if most == 0:
        return "No option meets every goal on what is asked about in any model world."
    names = first_of(total, "meets_all")
    each = ", each" if len(names) > 1 else ":"
    return f"Every goal on what is asked about is met most often by {listed(names)}{each} {in_worlds(most, worlds)}."


def _where(row: pd.Series) -> str:
    return f" (in {row['regret_in'].replace('=', ' of ').replace('_', ' ')})" if row["regret_in"] else ""


def _front_words(total: pd.DataFrame) -> str:
    on_front = listed(total.loc[total["front"], "option"])
    beaten = [f"{row['option']} by {row['beaten_by']}" for row in total[~total["front"]].to_dict("records")]
    said = f"None beats these in everything that counts at once: {on_front}."
    return f"{said} Beaten in everything: {listed(beaten)}." if beaten else said
