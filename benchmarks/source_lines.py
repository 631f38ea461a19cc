"""From which lines of source each operation of a compiled program came, as XLA wrote it down."""

import re
from collections import Counter
from functools import cached_property

OPERATION = re.compile(r"^\s+(?:ROOT )?%(\S+) = (\(.*?\)|\S+) ([\w-]+)\((.*)$")
ROW = re.compile(r"^(\d+) (.*)$")
COSTLY = {
    "exponential": 10,
    "log": 10,
    "exponential-minus-one": 10,
    "log-plus-one": 10,
    "divide": 4,
    "sqrt": 4,
    "erf-inv": 20,
}
FREE = frozenset(
    ("parameter", "constant", "broadcast", "bitcast", "reshape", "tuple", "get-tuple-element", "iota", "copy", "slice")
)  # fmt: skip


class Program:
    """The text of a compiled program."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.computations: dict[str, list[tuple[str, int]]] = {}  # name -> stack frame and weight of each operation
        self.operations: dict[str, tuple[str, str]] = {}  # name -> stack frame, computation that it calls
        self._read()

    def _read(self) -> None:
        inside = ""
        for line in self.lines:
            if line.startswith(("%", "ENTRY")):
                inside = line.split()[0 if line.startswith("%") else 1].lstrip("%")
                self.computations[inside] = []
            found = OPERATION.match(line)
            if found is None:
                continue
            name, shape, kind, rest = found.groups()
            frame = re.search(r"stack_frame_id=(\d+)", rest)
            called = re.search(r"calls=%([\w.-]+)", rest) if kind == "fusion" else None
            self.operations[name] = (frame[1] if frame else "", called[1] if called else "")
            if frame and kind not in FREE:
                self.computations[inside].append((frame[1], _cells(shape) * COSTLY.get(kind, 1)))

    @cached_property
    def frames(self) -> dict[str, list[str]]:
        """Files of the package by stack frame, called first to called last."""
        files = {number: row.strip('"') for number, row in self._table("FileNames").items()}
        places = {number: _numbers(row)["file_name_id"] for number, row in self._table("FileLocations").items()}
        rows = {number: _numbers(row) for number, row in self._table("StackFrames").items()}
        found: dict[str, list[str]] = {}
        for number, row in rows.items():
            above = str(int(row["parent_frame_id"]) - 1)  # XLA counts parents from 2, 1 is nobody
            file = files[places[row["file_location_id"]]].replace("\\", "/")
            found[number] = [*found.get(above, []), file.rpartition("/sim/")[2]]
        return found

    def _table(self, title: str) -> dict[str, str]:
        start = self.lines.index(title) + 1
        rows: dict[str, str] = {}
        for line in self.lines[start:]:
            found = ROW.match(line)
            if found is None:
                break
            rows[found[1]] = found[2]
        return rows

    def sources(self, operation: str) -> list[tuple[list[str], float]]:
        """Files behind an operation and the share of its arithmetic that comes from them."""
        frame, called = self.operations.get(operation, ("", ""))
        weights: Counter[str] = Counter()
        for inner, weight in self.computations.get(called, []):
            weights[inner] += weight
        whole = sum(weights.values())
        if not whole:
            return [(self.frames.get(frame, []), 1.0)]
        return [(self.frames.get(inner, []), weight / whole) for inner, weight in weights.items()]


def _numbers(row: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in row.strip("{}").split())


def _cells(shape: str) -> int:
    size = 1
    for number in re.findall(r"\d+", shape.partition("[")[2].partition("]")[0]):
        size *= int(number)
    return size
