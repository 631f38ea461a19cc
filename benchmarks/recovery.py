"""Whether the calibration finds back the weights that worlds were made with: `python benchmarks/recovery.py 60`.

Prints the share of 90 % intervals that hold the true number, each and together. Some seconds a replication.
"""

import sys

from sim.experiments.calibrate.recover import made_panel, recover

YEARS, SEED = 12, 1


def main(times: int) -> None:
    """Make worlds and fit them so many times, and print how often the intervals hold."""
    found = recover(
        made_panel(years=YEARS), times, SEED, lambda done: print(f"... {done + 1} of {times}", file=sys.stderr)
    )
    held = found.groupby("number", sort=False)["inside"].mean()
    print("\n".join(f"{name:32s} {share:.2f}" for name, share in held.items()))
    print(f"{'all':32s} {found['inside'].mean():.3f} of {times} replications")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
