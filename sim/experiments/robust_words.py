"""What each way of being careful would choose, in sentences."""

import pandas as pd

from sim.experiments.words import in_worlds, listed


def choices(table: pd.DataFrame, total: pd.DataFrame, worlds: int) -> list[str]:
    """One sentence for each way of choosing.

    Parameters
    ----------
    table, total
        As `sim.experiments.robust.robust` and `overall` give them.
    worlds
        How many worlds goals were judged in.
    """
    least = total.iloc[0]
    said = [
        f"Least regretted over everything that counts: {least['option']}, by at most {100 * least['regret']:.0f} % of "
        f"the largest regret of any option{_where(least)}."
    ]
    for (outcome, subject), rows in table.groupby(["outcome", "subject"], sort=False):
        best = {name: rows.loc[rows[name].idxmax(), "option"] for name in ("gain", "worst_tenth")}
        name = f"{str(outcome).replace('_', ' ')} of {subject}"
        if best["gain"] == best["worst_tenth"]:
            said.append(f"For {name}, {best['gain']} gains most, on average and in the worst tenth of draws.")
        else:
            said.append(
                f"For {name}, {best['gain']} gains most on average, {best['worst_tenth']} in the worst tenth of draws."
            )
    if total["meets_all"].notna().any():
        most = total.loc[total["meets_all"].idxmax()]
        share = in_worlds(float(most["meets_all"]), worlds)
        said.append(f"Every goal is met most often by {most['option']}: {share}.")
    return [*said, _front_words(total)]


def _where(row: pd.Series) -> str:
    return f" (in {row['regret_in'].replace('=', ' of ').replace('_', ' ')})" if row["regret_in"] else ""


def _front_words(total: pd.DataFrame) -> str:
    on_front = listed(total.loc[total["front"], "option"])
    beaten = [f"{row['option']} by {row['beaten_by']}" for row in total[~total["front"]].to_dict("records")]
    said = f"None beats these in everything that counts at once: {on_front}."
    return f"{said} Beaten in everything: {listed(beaten)}." if beaten else said
