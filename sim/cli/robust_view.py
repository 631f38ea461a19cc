"""Regret, worst cases and the front on the terminal."""

from typing import TYPE_CHECKING

from sim.cli.screen import console, say, tell

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

WORDS = (
    "gain: change against doing nothing, counted so that more is better, and its 90 % interval (of the mean, by "
    "draws); worst tenth: its mean over the worst tenth of draws; regret: what the best option of a draw gains "
    "more, at most; best in: draws of 100 in which it is best. Overall, regret is a share of the largest of any "
    "option, in the outcome where it is largest; front: in how many of 100 resamples of the draws no option beats"
    " it in everything."
)
SMALL = 0.01  # gains that are all below are said with one digit more


def print_robust(table: "pd.DataFrame", total: "pd.DataFrame", worlds: int, lost: str = "") -> None:
    """What each way of choosing says, then the tables behind it; `lost` says which worlds are left out."""
    from sim.experiments.robust_words import choices

    tell(f"Over {int(total['draws'].iloc[0])} draws of what is not known, in this model:")
    if lost:
        tell(lost)
    for sentence in choices(table, total, worlds):
        tell(sentence)
    for (outcome, subject), rows in table.groupby(["outcome", "subject"], sort=False):
        say(f"\n{str(outcome).replace('_', ' ').capitalize()} of {subject}")
        console().print(_outcome_grid(rows.sort_values("most_regret", kind="stable")))
    say("\nOver everything that counts")
    console().print(_overall_grid(total))
    tell(WORDS)


def _grid(names: tuple[str, ...]) -> "Table":
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("option", overflow="fold")
    for name in names:
        grid.add_column(name, justify="right")
    return grid


def _outcome_grid(rows: "pd.DataFrame") -> "Table":
    from sim.experiments.words import signed

    with_goals = rows["meets"].notna().any()
    grid = _grid(("gain", "90 % interval", "worst tenth", "regret", "best in", *(("goals met",) if with_goals else ())))
    digits = 3 if rows[["lo", "hi"]].abs().to_numpy().max() >= SMALL else 4
    for row in rows.to_dict("records"):
        gain, lo, hi, worst = (signed(row[name], digits) for name in ("gain", "lo", "hi", "worst_tenth"))
        said = [gain, f"{lo} to {hi}", worst, f"{row['most_regret']:.{digits}f}", f"{100 * row['best_in']:.0f}"]
        grid.add_row(row["option"], *said, *([f"{100 * row['meets']:.0f}"] if with_goals else []))
    return grid


def _overall_grid(total: "pd.DataFrame") -> "Table":
    with_goals = total["meets_all"].notna().any()
    grid = _grid(("regret", "front", "beaten by", *(("all goals met",) if with_goals else ())))
    for row in total.to_dict("records"):
        said = [f"{row['regret']:.2f}", f"{100 * row['front_share']:.0f}", row["beaten_by"] or ""]
        grid.add_row(row["option"], *said, *([f"{100 * row['meets_all']:.0f}"] if with_goals else []))
    return grid
