"""One chart: milliseconds a world by number of actors, of instruments and of quarters."""

from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

CHART = Path("docs/images/growth.png")
BASE = (28, 25, 40)
AXES = ("actors", "instruments", "quarters")
GROWING = {1: "in proportion", 2: "with the square"}
LINE, GUIDE = "#0072b2", "#8a8a8a"


def draw(results: dict[str, Any]) -> None:
    """Draw the measured cases, with lines of proportional and of quadratic growth through the smallest of each."""
    cases = {
        tuple(map(int, name.split()[1:])): case
        for name, case in results.items()
        if name.startswith("growth ") and "ms_world" in case
    }
    figure = Figure(figsize=(9, 3.4), layout="constrained")
    for place, (ax, name) in enumerate(zip(figure.subplots(1, 3, sharey=True), AXES, strict=True)):
        _panel(ax, name, _along(cases, place))
    blocks = max((case["blocks"] for case in cases.values()), default=0)
    figure.supxlabel(
        f"Dots: median of up to {blocks} blocks of four worlds; bars: from the fastest block to the slowest.",
        fontsize=8,
    )
    figure.savefig(CHART, dpi=150)


def _along(cases: dict[tuple[int, ...], dict[str, float]], place: int) -> list[tuple[int, dict[str, float]]]:
    others = [other for other in range(3) if other != place]
    found = [(size[place], case) for size, case in cases.items() if all(size[o] == BASE[o] for o in others)]
    return sorted(found, key=lambda point: point[0])


def _panel(ax: Axes, name: str, points: list[tuple[int, dict[str, float]]]) -> None:
    ax.set(xscale="log", yscale="log", xlabel=name)
    if points:
        _points(ax, *zip(*points, strict=True))
    ax.yaxis.set_major_formatter("{x:g}")
    ax.minorticks_off()
    ax.spines[["top", "right"]].set_visible(False)
    if name == AXES[0]:
        ax.set_ylabel("milliseconds a world, one core")
        ax.legend(frameon=False, fontsize=8)


def _points(ax: Axes, sizes: tuple[int, ...], cases: tuple[dict[str, float], ...]) -> None:
    times = [case["ms_world"] for case in cases]
    for power, style in ((1, ":"), (2, "--")):
        ends = [times[0] * (size / sizes[0]) ** power for size in (sizes[0], sizes[-1])]
        ax.plot((sizes[0], sizes[-1]), ends, style, color=GUIDE, linewidth=1, label=GROWING[power])
    below = [case["ms_world"] - case["ms_least"] for case in cases]
    above = [case["ms_most"] - case["ms_world"] for case in cases]
    ax.errorbar(sizes, times, [below, above], fmt="o-", color=LINE, markersize=5, capsize=3, label="measured")
    for size, ms in zip(sizes, times, strict=True):
        ax.annotate(
            f"{ms:,.0f}" if ms >= 100 else f"{ms:.3g}",
            (size, ms),
            (4, -11),
            textcoords="offset points",
            fontsize=8,
            color=LINE,
        )
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.margins(x=0.12, y=0.12)
