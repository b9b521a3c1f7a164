"""Ballast's figures beside those of scipy and scikit-learn, on files that both read.

Run by ./ballast test, which sets BALLAST_JAVA and BALLAST_JAR.
"""

import csv
import json
import os
import subprocess

import numpy as np
import pytest
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn.utils.class_weight import compute_class_weight

JAVA = os.environ["BALLAST_JAVA"]
JAR = os.environ["BALLAST_JAR"]


def ballast(*arguments, cwd):
    done = subprocess.run(
        [JAVA, "-Xmx512m", "-jar", JAR, *arguments], cwd=cwd, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def write(path, columns):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*(values.tolist() for values in columns.values())))


def columns_of(report):
    return {column["name"]: column for column in report["results"][0]["columns"]}


def shares(values, levels):
    counts = np.array([(values == level).sum() for level in levels])
    return counts / counts.sum()


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pair")
    random = np.random.default_rng(20261124)
    sides = {}
    for name, rows, shift in (("reference", 3000, 0.0), ("current", 2000, 0.3)):
        sides[name] = {
            "amount": random.normal(10 + shift, 2, rows).round(6),
            "colour": random.choice(["red", "green", "blue"], rows, p=[0.5 - shift / 3, 0.3, 0.2 + shift / 3]),
            "fraud": random.choice([0, 1], rows, p=[0.97, 0.03]),
        }
        write(folder / f"{name}.csv", sides[name])
    report = ballast(
        "drift", "reference.csv", "current.csv", "--target", "fraud", "--weights", "balanced",
        "--metric", "psi,ks,wasserstein,js_distance,hellinger,cramers_v", "--format", "json",
        cwd=folder,
    )
    return sides["reference"], sides["current"], columns_of(report)


def test_ks_is_scipys(pair):
    reference, current, columns = pair
    expected = stats.ks_2samp(reference["amount"], current["amount"]).statistic
    assert columns["amount"]["metrics"]["ks"] == pytest.approx(expected, abs=1e-12)


def test_wasserstein_is_scipys_over_the_robust_deviation(pair):
    reference, current, columns = pair
    low, high = np.quantile(reference["amount"], [0.25, 0.75])
    expected = stats.wasserstein_distance(reference["amount"], current["amount"]) / ((high - low) / 1.349)
    assert columns["amount"]["metrics"]["wasserstein"] == pytest.approx(expected, rel=1e-10)


def test_js_distance_of_categories_is_scipys(pair):
    reference, current, columns = pair
    levels = ["red", "green", "blue"]
    expected = jensenshannon(shares(reference["colour"], levels), shares(current["colour"], levels), 2)
    assert columns["colour"]["metrics"]["js_distance"] == pytest.approx(expected, rel=1e-10)


def test_chi_square_of_categories_is_scipys(pair):
    reference, current, columns = pair
    levels = ["red", "green", "blue"]
    table = [[(side["colour"] == level).sum() for level in levels] for side in (reference, current)]
    expected = stats.chi2_contingency(table, correction=False).pvalue
    assert columns["colour"]["evidence"]["p"] == pytest.approx(expected, rel=1e-9)


def test_quantile_bins_of_numbers_give_scipys_distance(pair):
    reference, current, columns = pair
    edges = np.quantile(reference["amount"], np.arange(1, 10) / 10)
    counts = [np.bincount(np.searchsorted(edges, side["amount"], side="right"), minlength=10) for side in (reference, current)]
    p, q = (count / count.sum() for count in counts)
    assert columns["amount"]["metrics"]["js_distance"] == pytest.approx(jensenshannon(p, q, 2), rel=1e-10)
    smoothed = [(count + 0.5) / (count + 0.5).sum() for count in counts]
    psi = ((smoothed[1] - smoothed[0]) * np.log(smoothed[1] / smoothed[0])).sum()
    assert columns["amount"]["metrics"]["psi"] == pytest.approx(psi, rel=1e-10)


def test_balanced_weights_are_scikit_learns_doubles(pair, tmp_path):
    reference, _, columns = pair
    expected = compute_class_weight("balanced", classes=np.array([0, 1]), y=reference["fraud"])
    assert columns["amount"]["weighted"]["weights"] == expected.tolist()
    demo = ballast("demo", "--no-wait", "--quiet", "--data", "demo", "--format", "json", cwd=tmp_path)
    with open(tmp_path / "demo" / "baseline.csv", newline="") as file:
        labels = np.array([int(row["Class"]) for row in csv.DictReader(file)])
    expected = compute_class_weight("balanced", classes=np.array([0, 1]), y=labels)
    weighted = columns_of(demo["models"][1]["drift"])["prediction_score"]["weighted"]
    assert weighted["weights"] == expected.tolist()
    assert weighted["weights"] == [0.5007692645830586, 325.48571428571427]
