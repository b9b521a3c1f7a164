"""`ballast performance` beside scikit-learn, on files that both read."""

import json
import os
import subprocess

import numpy as np
import pytest
from sklearn import metrics

JAVA = os.environ["BALLAST_JAVA"]
JAR = os.environ["BALLAST_JAR"]


def performance(path, *flags):
    done = subprocess.run(
        [JAVA, "-Xmx512m", "-jar", JAR, "performance", str(path), *flags, "--format", "json"],
        capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["results"]


def write(path, **columns):
    rows = zip(*(np.asarray(values).tolist() for values in columns.values()))
    path.write_text("\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


@pytest.mark.parametrize("seed", range(3))
def test_two_classes_by_segment_and_weights(tmp_path, seed):
    random = np.random.default_rng(seed)
    y = (random.random(2000) < 0.1).astype(int)
    s = np.clip(random.beta(2, 8, 2000) + 0.3 * y * random.random(2000), 0, 1).round(3)
    w = random.lognormal(0, 1, 2000)
    region = random.choice(["north", "south"], 2000)
    path = write(tmp_path / "rows.csv", y=y, s=s, w=w, region=region)
    for result in performance(path, "--target", "y", "--score", "s", "--by", "region", "--weights", "column:w"):
        inside = region == result["segment"]["value"]
        for figures, weight in ((result, None), (result["weighted"], w[inside])):
            truth, score = y[inside], s[inside]
            decided = score >= 0.5
            expected = {
                "auc": metrics.roc_auc_score(truth, score, sample_weight=weight),
                "average_precision": metrics.average_precision_score(truth, score, sample_weight=weight),
                "log_loss": metrics.log_loss(truth, score, sample_weight=weight),
                "recall": metrics.recall_score(truth, decided, sample_weight=weight),
                "mcc": metrics.matthews_corrcoef(truth, decided, sample_weight=weight),
            }
            for name, value in expected.items():
                assert figures["metrics"][name]["value"] == pytest.approx(value, rel=1e-9), name


def test_numbers_and_classes(tmp_path):
    random = np.random.default_rng(7)
    y, kind = random.normal(50, 9, 800), random.choice(["a", "b", "c"], 800)
    p = y + random.normal(0, 3, 800)
    guess = np.where(random.random(800) < 0.7, kind, "b")
    path = write(tmp_path / "rows.csv", y=y, p=p, kind=kind, guess=guess)
    numbers = performance(path, "--target", "y", "--prediction", "p")[0]["metrics"]
    assert numbers["r2"]["value"] == pytest.approx(metrics.r2_score(y, p), rel=1e-9)
    assert numbers["d2"]["value"] == pytest.approx(metrics.d2_absolute_error_score(y, p), rel=1e-9)
    classes = performance(path, "--target", "kind", "--prediction", "guess")[0]
    assert classes["metrics"]["macro_f1"]["value"] == pytest.approx(metrics.f1_score(kind, guess, average="macro"), rel=1e-9)
    assert classes["confusion"] == metrics.confusion_matrix(kind, guess).tolist()
