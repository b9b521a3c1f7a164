"""Defects of other monitors that show in a whole comparison only: Ballast's command line does not show them.

That the others do is asserted of their packages in parity/test_defects.py; rows as in docs/reference/defects.md.
"""

import json
import os
import subprocess

import numpy as np
import pytest


@pytest.fixture
def drift(tmp_path):
    def compare(reference, current, *flags):
        for name, values in (("a.csv", reference), ("b.csv", current)):
            (tmp_path / name).write_text("x\n" + "\n".join(map(str, np.asarray(values).tolist())) + "\n")
        done = subprocess.run(
            [os.environ["BALLAST_JAVA"], "-Xmx512m", "-jar", os.environ["BALLAST_JAR"],
             "drift", "a.csv", "b.csv", "--format", "json", *flags],
            cwd=tmp_path, capture_output=True, text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["results"][0]["columns"][0]

    return compare


@pytest.fixture
def shifted():
    random = np.random.default_rng(1)
    return random.normal(0, 1, 12_000).round(6), random.normal(1, 1, 5000).round(6)


def test_3_and_8_number_of_bins_has_an_effect(drift, shifted):
    values = {drift(*shifted, "--bins", bins)["metrics"]["psi"] for bins in ("3", "10", "40")}
    assert len(values) == 3


def test_5_bins_are_those_of_the_reference_whatever_the_window_holds(drift, shifted):
    reference, current = shifted
    swapped = drift(current, reference)["metrics"]["psi"]
    assert drift(reference, current)["metrics"]["psi"] == pytest.approx(swapped, rel=0.2)


def test_9_and_16_an_outlier_hides_nothing(drift, shifted):
    reference, current = shifted
    plain = drift(reference, current)
    spoiled = drift(np.append(reference, 1e6), np.append(current, 1e6))
    assert spoiled["metrics"]["psi"] == pytest.approx(plain["metrics"]["psi"], rel=0.01)
    assert spoiled["metrics"]["ks"] == pytest.approx(plain["metrics"]["ks"], abs=0.001)
    assert spoiled["verdict"] == "drift"


def test_12_categories_that_the_reference_lacks_are_no_drift_by_themselves(drift):
    column = drift(["a", "b"] * 500, ["a", "b"] * 499 + ["c", "d"])
    assert column["verdict"] == "no drift" and np.isfinite(column["effect"]["value"])
