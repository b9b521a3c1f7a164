"""The class-imbalance example on five seeds, from CSV files: a minority that moves is seen only with class weights."""

import csv
import itertools

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from sklearn.utils.class_weight import compute_class_weight
from test_oracle import ballast, columns_of

SCORE = "prediction_score"
ROLES = ["--target", "Class", "--score", SCORE, "--timestamp", "timestamp", "--classes", "0,1"]


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return np.array([float(row[SCORE]) for row in rows]), np.array([int(row["Class"]) for row in rows])


@pytest.mark.parametrize("seed, as_published", [*itertools.product(range(1, 6), [False]), (31, True)])
def test_minority_moves_the_weighted_score_only(tmp_path, seed, as_published):
    published = ["--as-published"] if as_published else []
    ballast("demo", "--no-wait", "--quiet", "--seed", str(seed), "--data", ".", "--format", "json", *published, cwd=tmp_path)
    files = ["baseline.csv", "production.csv"]
    plain = ballast("drift", *files, *ROLES, "--format", "json", cwd=tmp_path)["results"][0]
    weighted = ballast("drift", *files, *ROLES, "--weights", "balanced", "--format", "json", cwd=tmp_path)["results"][0]
    assert plain["rows"] == {"reference": 22784, "current": 57158}
    assert plain["verdict"] == "no drift"
    assert weighted["verdict"] == "drift"
    assert SCORE in weighted["drifted"]

    (scores, classes), (scores_now, classes_now) = (read(tmp_path / file) for file in files)
    assert np.bincount(classes).tolist() == [22749, 35]
    assert np.bincount(classes_now).tolist() == [56864, 294]
    score = {column["name"]: column for column in weighted["columns"]}[SCORE]
    assert score["verdict"] == "drift"
    assert score["plain"]["verdict"] == "no drift"
    assert score["metrics"]["js_distance"] <= 0.05
    assert score["weighted"]["metrics"]["js_distance"] >= 0.20
    for interval in score["weighted"]["intervals"].values():
        assert interval[0] > 0
    expected = compute_class_weight("balanced", classes=np.array([0, 1]), y=classes)
    assert score["weighted"]["weights"] == expected.tolist()

    assert {part["class"]: part["moved"] for part in score["per_class"]} == {"0": False, "1": True}
