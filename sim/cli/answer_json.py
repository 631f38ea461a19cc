"""The answer as one JSON document."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.experiments.answer import Answer
    from sim.experiments.cases_answer import CasesAnswer


def as_document(answer: "Answer | CasesAnswer", folder: Path, command: str) -> str:
    """The answer, where its tables lie, and the command that makes it again."""
    document = {"study": folder.name, "folder": folder.as_posix(), "command": command, "answer": asdict(answer)}
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
