"""Every number of `ballast drift` beside the second implementation, on seeded tables of many shapes."""

import json
import os
import subprocess

import numpy as np
import pytest
import shapes
from independent import comparison

JAVA = os.environ["BALLAST_JAVA"]
JAR = os.environ["BALLAST_JAR"]

ROLES = ["label", "label_late", "prediction", "event_weight", "second", "region"]
SIZES = {
    "tiny": dict(seed=11, n=60, m=45),
    "least": dict(seed=12, n=100, m=100, unlike=0.5),
    "narrow": dict(seed=13, n=900, m=150, minority=0.1),
    "wide": dict(seed=14, n=220, m=2500, minority=0.2, unlike=0.3),
    "even": dict(seed=15, n=3000, m=3000, unlike=1.0),
    "rare": dict(seed=16, n=5000, m=4000, minority=0.012),
    "three": dict(seed=17, n=4000, m=3000, classes=3, unlike=0.4),
    "late": dict(seed=18, n=3000, m=2500, minority=0.08, labels_missing=0.3),
}
LIST = [0.75, 9.5]
STRANGERS = [f"stranger-{seed}" for seed in range(int(os.environ.get("BALLAST_STRANGERS", "20")))]
CASES = {
    "plain": (["tiny", "least", "narrow", "wide", "even", "rare"], {}),
    "js": (["even", "wide"], dict(metric="js_distance", weights="balanced", target="label")),
    "hellinger": (["even"], dict(metric="hellinger", weights="balanced", target="label")),
    "four_bins": (["even"], dict(bins=4, weights="balanced", target="label")),
    "balanced": (["tiny", "narrow", "wide", "even", "rare", "three"], dict(weights="balanced", target="label")),
    "list_of_three": (["three"], dict(weights=[1.0, 5.0, 30.0], target="label", classes=["2", "1", "0"])),
    "list": (["narrow", "even"], dict(weights=LIST, target="label", classes=["0", "1"])),
    "event": (["tiny", "narrow", "even"], dict(weights="column:event_weight")),
    "by_prediction": (["even"], dict(weights="balanced", target="label", prediction="prediction", weight_class="prediction")),
    "late_labels": (["late", "even"], dict(weights="balanced", target="label_late", prediction="prediction")),
    "by_score": (["even"], dict(weights="balanced", score="score", threshold=0.4, classes=["0", "1"])),
    "segments": (["wide", "even"], dict(by="region", weights="balanced", target="label")),
    "days": (["even"], dict(every="week", timestamp="second", weights="balanced", target="label")),
    "weeks_and_segments": (["wide"], dict(every="month", timestamp="second", by="region", weights="balanced", target="label")),
    "row_windows": (["even"], dict(every="700rows", weights="column:event_weight")),
    "strangers": (STRANGERS, {}),
    "strangers_balanced": (STRANGERS, dict(weights="balanced", target="label")),
    "strangers_list": (STRANGERS, dict(weights=LIST, target="label", classes=["0", "1"])),
    "strangers_event": (STRANGERS, dict(weights="column:event_weight")),
}


def flags(options):
    given = []
    for name, value in options.items():
        value = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        given += ["--" + name.replace("_", "-"), value]
    return given


def metrics(options):
    """The metrics asked for: the effect's first."""
    first = options.get("metric", "psi")
    rest = [one for one in ("psi", "js_distance", "js_divergence", "hellinger", "ks", "cramers_v", "wasserstein") if one != first]
    return ",".join([first, *rest])


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    made = {}
    for name in [*SIZES, *STRANGERS]:
        made[name] = shapes.pair(**SIZES[name]) if name in SIZES else shapes.stranger(int(name.split("-")[1]))
        for table, side in zip(made[name], ("reference", "current")):
            shapes.write(folder / f"{name}-{side}.csv", table)
    return folder, made


@pytest.mark.parametrize("case", CASES)
def test_every_number_is_the_second_implementations(case, tables):
    folder, made = tables
    sizes, options = CASES[case]
    with open(folder / f"{case}.jsonl", "w") as file:
        for size in sizes:
            names = [name for name in made[size][0] if name not in ROLES]
            line = {"id": size, "reference": f"{size}-reference.csv", "current": f"{size}-current.csv", "columns": names}
            file.write(json.dumps(line) + "\n")
    done = subprocess.run(
        [JAVA, "-Xmx512m", "-jar", JAR, "drift", "--pairs", folder / f"{case}.jsonl", "--quiet",
         *flags({**options, "metric": metrics(options)})],
        capture_output=True, text=True, encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr + done.stdout
    differences = []
    for size, line in zip(sizes, done.stdout.splitlines(), strict=True):
        report = json.loads(line)
        assert report["id"] == size
        names = [name for name in made[size][0] if name not in ROLES]
        expected = comparison.compare(*made[size], comparison.Options(names, **options))
        differences += Differences(f"{case} {size}").results(expected, report["results"])
    assert not differences, "\n".join(differences)


class Differences(list):
    """Where the two disagree, a line each."""

    def __init__(self, place):
        self.place = place

    def results(self, expected, found):
        self.same("results", len(expected), len(found))
        for number, (one, other) in enumerate(zip(expected, found)):
            self.result(f"{self.place} [{number}]", one, other)
        return self

    def result(self, place, expected, found):
        share = expected["class_share"]
        self.same(f"{place} class_share", share is None, found["class_share"] is None)
        if share and found["class_share"]:
            for key in ("reference", "current", "p"):
                self.same(f"{place} class_share {key}", share[key], found["class_share"][key])
        columns = {column["name"]: column for column in found["columns"]}
        self.same(f"{place} columns", sorted(expected["columns"]), sorted(columns))
        for name, column in expected["columns"].items():
            if name in columns:
                self.column(f"{place} {name}", column, columns[name], expected)
        drifted = {name for name, one in expected["columns"].items() if self.verdict(one)["verdict"] == "drift"}
        self.same(f"{place} drifted", sorted(drifted), sorted(found["drifted"]))

    @staticmethod
    def verdict(column):
        weighted = column["weighted"]
        return weighted if weighted and weighted["verdict"] != "not enough data" else column["plain"]

    def column(self, place, expected, found, result):
        self.same(f"{place} missing", expected["missing"], (found["missing"]["reference"], found["missing"]["current"]))
        self.same(f"{place} unseen", expected["plain"]["unseen"], found["unseen"])
        for key in ("verdict", "severity"):
            self.same(f"{place} {key}", self.verdict(expected)[key], found[key])
            self.same(f"{place} plain {key}", expected["plain"][key], found["plain"][key])
        self.statement(f"{place} plain", expected["plain"], found)
        self.same(f"{place} weighted", expected["weighted"] is None, found["weighted"] is None)
        if expected["weighted"] and found["weighted"]:
            for key in ("verdict", "severity"):
                self.same(f"{place} weighted {key}", expected["weighted"][key], found["weighted"][key])
            self.same(f"{place} by", result["by"], found["weighted"]["by"])
            if isinstance(result["weights"][0], float):
                self.same(f"{place} weights", result["weights"], found["weighted"]["weights"])
            self.statement(f"{place} weighted", expected["weighted"], found["weighted"])
        self.same(f"{place} classes", len(expected["per_class"]), len(found["per_class"]))
        for one, other in zip(expected["per_class"], found["per_class"]):
            self.part(f"{place} class {one['class']}", one, other)

    def statement(self, place, expected, found):
        effect, evidence = found["effect"], found["evidence"]
        for key in ("corrected", "noise_floor", "noise_95"):
            self.same(f"{place} {key}", expected[key], effect[key])
        for key in ("p", "p_adjusted", "n", "m", "n_eff", "m_eff"):
            self.same(f"{place} {key}", expected[key], evidence[key])
        for key, value in found["metrics"].items():
            if key == "cramers_v" and value is not None:
                # The root of what is left of a difference: near 0 all its digits are rounding.
                self.same(f"{place} {key}", expected.get(key, value) ** 2, value**2)
            elif key in expected:
                self.same(f"{place} {key}", expected[key], value)
        for key, ends in found["intervals"].items():
            if key in expected["intervals"]:
                self.same(f"{place} interval of {key}", expected["intervals"][key], ends and tuple(ends), 1e-8)

    def part(self, place, expected, found):
        self.same(f"{place} name", expected["class"], found["class"])
        self.same(f"{place} rows", (expected["n"], expected["m"]), (found["rows"]["reference"], found["rows"]["current"]))
        self.same(f"{place} psi", expected["psi"], (found["effect"] or {}).get("value"))
        self.same(f"{place} corrected", expected["corrected"], (found["effect"] or {}).get("corrected"))
        self.same(f"{place} p", expected["p"], (found["evidence"] or {}).get("p"))
        self.same(f"{place} p_adjusted", expected["p_adjusted"], (found["evidence"] or {}).get("p_adjusted"))
        moved = None if expected["p_adjusted"] is None else expected["p_adjusted"] < comparison.ALPHA
        self.same(f"{place} moved", moved, found["moved"])

    def same(self, what, expected, found, relative=1e-9):
        # A p-value is right to its last digits however small it is; a distance is 0 to within rounding.
        absolute = 1e-300 if what.endswith((" p", " p_adjusted")) else 1e-12
        if not alike(expected, found, relative, absolute):
            self.append(f"{what}: expected {expected}, found {found}")


def alike(expected, found, relative, absolute):
    if isinstance(expected, (tuple, list)) and isinstance(found, (tuple, list)):
        return len(expected) == len(found) and all(alike(*pair, relative, absolute) for pair in zip(expected, found))
    if isinstance(expected, (float, np.floating)) and isinstance(found, (int, float)):
        return found == pytest.approx(float(expected), rel=relative, abs=absolute)
    return expected == found
