"""`ballast drift --parity TOOL` beside the unmodified package, on files that both read.

Run by ./ballast test in the environment of each tool, with BALLAST_PEER set to its name.
"""

import json
import os
import subprocess
import warnings

import pytest
from peers import PEERS, samples

TOOL = os.environ["BALLAST_PEER"]


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """One line of JSON for each sample: a column x of numbers or of categories."""
    folder = tmp_path_factory.mktemp("pairs")
    with open(folder / "pairs.jsonl", "w") as pairs:
        for i, (_, reference, current) in enumerate(samples()):
            for name, values in ((f"a{i}.csv", reference), (f"b{i}.csv", current)):
                (folder / name).write_text("x\n" + "\n".join(map(str, values.tolist())) + "\n")
            pairs.write(json.dumps({"id": str(i), "reference": f"a{i}.csv", "current": f"b{i}.csv", "columns": ["x"]}) + "\n")
    done = subprocess.run(
        [os.environ["BALLAST_JAVA"], "-Xmx512m", "-jar", os.environ["BALLAST_JAR"], "drift",
         "--pairs", "pairs.jsonl", "--parity", TOOL, "--format", "json", "--quiet"],
        cwd=folder, capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("i", range(25))
def test_figures_are_the_packages(lines, i):
    kind, reference, current = list(samples())[i]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = PEERS[TOOL](kind, reference, current)
    parity = lines[i]["results"][0]["columns"][0]["parity"]
    assert parity["mode"] == TOOL
    assert parity["metrics"].keys() == expected.keys()
    for name, value in expected.items():
        assert parity["metrics"][name] == pytest.approx(float(value), rel=1e-9, abs=1e-9), name
