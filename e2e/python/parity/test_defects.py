"""Defects of other monitors that Ballast does not share, seen in the unmodified packages.

The numbers are those of docs/reference/defects.md. What Ballast does instead is asserted by DefectsTest and, through the
command line, by test_defects.py one folder up.
"""

import os
import warnings

import numpy as np
import pandas as pd
import pytest

TOOL = os.environ["BALLAST_PEER"]


def of(tool):
    """Collects a test only in the environment of its tool."""

    def choose(test):
        test.__test__ = TOOL == tool
        return test

    return choose


def evidently(name, reference, current, numeric=True):
    from evidently.legacy.calculations import stattests
    from evidently.legacy.core import ColumnType

    column = ColumnType.Numerical if numeric else ColumnType.Categorical
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return getattr(stattests, name)(pd.Series(reference), pd.Series(current), column, None).drift_score


@of("evidently")
def test_1_mann_whitney_does_not_see_a_shift_downwards():
    random = np.random.default_rng(1)
    p = evidently("mann_whitney_u_stat_test", random.normal(0, 1, 500), random.normal(-1, 1, 500))
    assert p > 0.999


@of("evidently")
def test_2_g_test_fails_on_sides_of_unequal_size():
    with pytest.raises(ValueError):
        evidently("g_test", list("aabbc") * 20, list("aabbc") * 30, numeric=False)


@of("evidently")
def test_3_number_of_bins_has_no_effect():
    from evidently.legacy.calculations.stattests.psi import _psi
    from evidently.legacy.core import ColumnType

    random = np.random.default_rng(1)
    x, y = pd.Series(random.normal(0, 1, 500)), pd.Series(random.normal(0.5, 1, 500))
    assert len({_psi(x, y, ColumnType.Numerical, 0.1, n_bins=n)[0] for n in (2, 10, 100)}) == 1


@of("evidently")
def test_4_jensen_shannon_of_disjoint_sides_is_not_1():
    assert evidently("jensenshannon_stat_test", ["a"] * 50, ["b"] * 50, numeric=False) == pytest.approx(0.8326, abs=1e-4)


@of("evidently")
def test_5_bins_depend_on_which_side_is_the_reference():
    random = np.random.default_rng(1)
    few, many = random.integers(0, 15, 500).astype(float), random.normal(7, 4, 500)
    ways = evidently("psi_stat_test", few, many), evidently("psi_stat_test", many, few)
    assert abs(ways[0] - ways[1]) > 1


@of("evidently")
def test_6_anderson_darling_p_is_clipped():
    random = np.random.default_rng(1)
    x = random.normal(0, 1, 500)
    assert evidently("anderson_darling_test", x, x + 2) == evidently("anderson_darling_test", x, x + 5) == 0.001


@of("evidently")
def test_15_chi_square_alarms_on_nothing():
    random = np.random.default_rng(1)
    alarms = 0
    for _ in range(300):
        x, y = (random.choice(["a", "b", "c"], 300) for _ in range(2))
        alarms += evidently("chi_stat_test", x, y, numeric=False) < 0.05
    assert alarms > 300 * 0.12


@of("evidently")
def test_16_one_outlier_hides_a_shift():
    random = np.random.default_rng(1)
    x, y = random.normal(0, 1, 5000), random.normal(1, 1, 5000)
    assert evidently("psi_stat_test", x, y) > 0.8
    assert evidently("psi_stat_test", x, np.append(y, 1e6)) < 0.01


def nannyml(key, reference, current, **settings):
    from nannyml.chunk import SizeBasedChunker
    from nannyml.drift.univariate.methods import FeatureType, MethodFactory
    from nannyml.thresholds import StandardDeviationThreshold

    feature = FeatureType.CATEGORICAL if key == "chi2" else FeatureType.CONTINUOUS
    settings = {"chunker": SizeBasedChunker(100), "threshold": StandardDeviationThreshold()} | settings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        method = MethodFactory.create(key, feature, **settings)
        method.fit(pd.Series(reference, name="x"))
        return method, method.calculate(pd.Series(current, name="x"))


@of("nannyml")
def test_8_computation_params_have_no_effect():
    random = np.random.default_rng(1)
    x, y = random.normal(0, 1, 500), random.normal(1, 1, 500)
    asked = {"kolmogorov_smirnov": {"calculation_method": "estimated", "n_bins": 5}}
    method, _ = nannyml("kolmogorov_smirnov", x, y, computation_params=asked)
    assert method.calculation_method == "auto" and method.n_bins == 10_000


@of("nannyml")
def test_9_one_outlier_blinds_ks_of_a_large_reference():
    random = np.random.default_rng(1)
    x, y = random.normal(0, 1, 12_000), random.normal(1, 1, 5000)
    assert nannyml("kolmogorov_smirnov", x, y)[1] > 0.3
    assert nannyml("kolmogorov_smirnov", np.append(x, 1e6), y)[1] < 0.001


@of("nannyml")
def test_10_value_per_prediction_is_not_that_of_a_row():
    from nannyml.chunk import DefaultChunker
    from nannyml.performance_calculation.metrics.binary_classification import BinaryClassificationBusinessValue
    from nannyml.thresholds import StandardDeviationThreshold

    y, decided = np.array([0] * 90 + [1] * 10), np.array([0] * 85 + [1] * 5 + [0] * 4 + [1] * 6)
    matrix = [[0, -1], [-5, 10]]
    value = BinaryClassificationBusinessValue(
        y_true="y", y_pred="d", y_pred_proba="s", chunker=DefaultChunker(), threshold=StandardDeviationThreshold(),
        business_value_matrix=matrix, normalize_business_value="per_prediction",
    )._calculate(pd.DataFrame({"y": y, "d": decided, "s": decided * 1.0}))
    per_row = (5 * -1 + 4 * -5 + 6 * 10) / 100
    assert per_row == 0.35 and value > 4


@of("nannyml")
def test_11_thresholds_of_chi_square_are_ignored():
    from nannyml.thresholds import ConstantThreshold

    random = np.random.default_rng(1)
    x, y = random.choice(list("abc"), 3000), random.choice(list("abc"), 3000, p=[0.4, 0.3, 0.3])
    method, value = nannyml("chi2", x, y, threshold=ConstantThreshold(upper=1e9))
    assert method.upper_threshold_value is None and method.alert(value)


@of("nannyml")
def test_11_sampling_error_of_average_precision_differs_from_run_to_run():
    from nannyml.sampling_error.binary_classification import ap_sampling_error, ap_sampling_error_components

    random = np.random.default_rng(1)
    y = pd.Series((random.random(2000) < 0.2) * 1)
    scores = pd.Series(random.random(2000) + 0.2 * y)
    chunk = pd.DataFrame({"y": y[:500]})
    errors = [ap_sampling_error(ap_sampling_error_components(y, scores), chunk) for _ in range(10)]
    assert len(set(errors)) == 10 and max(errors) > 1.05 * min(errors)


@of("nannyml")
def test_17_undefined_f1_is_0():
    from nannyml.performance_calculation.metrics import binary_classification
    from sklearn.metrics import f1_score

    assert binary_classification.f1_score is f1_score
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert binary_classification.f1_score([0, 0, 0], [0, 0, 0]) == 0


@of("deepchecks")
def test_14_changes_below_one_percent_are_not_seen():
    from deepchecks.utils.distribution.drift import psi

    reference, current = np.array([9900, 95, 5]), np.array([9900, 5, 95])
    assert psi(reference, current, from_freqs=True) == 0
