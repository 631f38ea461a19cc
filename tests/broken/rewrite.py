"""Write what is said today about every broken scenario beside it; read the difference before keeping it.

Run from the repository: `python tests/broken/rewrite.py`.
"""

import os
from pathlib import Path

from sim.scenario import ScenarioError, load

FOLDER = Path(__file__).resolve().parent


def main() -> None:
    """Rewrite every `NAME.expected` from `NAME.yaml`."""
    os.chdir(FOLDER)
    for file in sorted(FOLDER.glob("*.yaml")):
        try:
            load(file.name)
        except ScenarioError as error:
            file.with_suffix(".expected").write_text(f"{error}\n", encoding="utf-8")
        else:
            raise SystemExit(f"{file.name} is not broken")


if __name__ == "__main__":
    main()
