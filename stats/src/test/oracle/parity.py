"""Writes parity-TOOL.csv, what the real package says of seeded samples: python parity.py TOOL FOLDER

TOOL is evidently, nannyml or deepchecks; run it with the package in its own environment, pinned as in
e2e/python/parity/requirements-TOOL.txt. The figures come from peers.py, which the e2e suite uses too.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[4] / "e2e" / "python" / "parity"))
from peers import PEERS, samples  # noqa: E402

tool, folder = sys.argv[1:]
with open(f"{folder}/parity-{tool}.csv", "w") as file:
    for kind, reference, current in samples():
        write = (lambda values: " ".join(repr(float(v)) for v in values)) if kind == "numbers" else " ".join
        file.write(f"{kind},{write(reference)},{write(current)}\n")
        for name, value in PEERS[tool](kind, reference, current).items():
            file.write(f"{name},{float(value)!r}\n")
