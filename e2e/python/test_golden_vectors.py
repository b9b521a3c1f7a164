"""The second implementation beside the golden vectors of the statistics policy (9.6)."""

import numpy as np
import pytest
from independent import comparison, measures, weighted
from scipy import stats


def close(value, relative=1e-12):
    return pytest.approx(value, rel=relative, abs=1e-300)


def shares(counts):
    counts = np.array(counts, dtype=float)
    return counts / counts.sum()


def rows(tables, weights):
    """One row for each count of a table of classes x bins: its bin, its weight, its class."""
    bins, values, classes = [], [], []
    for one, counts in enumerate(tables):
        for place, count in enumerate(counts):
            bins += [place] * count
            values += [weights[one]] * count
            classes += [one] * count
    return np.array(bins), np.array(values, dtype=float), np.array(classes)


def test_vector_1_counts():
    a, c = np.array([400, 300, 200, 100, 0.0]), np.array([300, 300, 250, 140, 10.0])
    assert measures.psi(measures.smoothed(a, a.sum()), measures.smoothed(c, c.sum())) == close(0.08349730650419047)
    assert np.sqrt(measures.js_nats(shares(a), shares(c)) / np.log(2)) == close(0.12080475208481488)
    assert np.sqrt(measures.hellinger_squared(shares(a), shares(c))) == close(0.10798817099225849)
    assert measures.chi_square_statistic(a, c)[0] == close(36.507936507936506)
    assert measures.chi_square_p(a, c) == close(2.2746918201182247e-07)
    assert measures.cramers_v(a, c) == close(0.1275190274908552)


def test_vector_2_two_classes():
    a, c = np.array([9980, 20.0]), np.array([9940, 60.0])
    assert measures.cramers_v(a, c) == close(0.030887882244996556)
    w = 10000 / (2 * a)
    assert np.sqrt(measures.js_nats(shares(a * w), shares(c * w)) / np.log(2)) == close(0.22161802769403655)


def test_vector_11_noise_floor():
    assert stats.chi2.ppf(0.95, 9) * (1 / 500 + 1 / 500) == close(0.0676759104184818)


@pytest.mark.parametrize(
    "times, p, corrected, psi_interval, js_interval",
    [
        (1, 0.18836028680467423, 0.027963373149767864, (0, 0.29825281408502), (0, 0.22807384355988)),
        (
            10, 3.8359122426961556e-32, 0.19982693301076998, (0.15102567101946, 0.25679237134898),
            (0.16401779596102, 0.21306572807384),
        ),
    ],
)
def test_vector_12_class_weights(times, p, corrected, psi_interval, js_interval):
    reference, window = [[270, 380, 160, 90], [1, 6, 10, 23]], [[137, 187, 80, 46], [1, 9, 14, 30]]
    if times == 10:
        reference, window = [[2700, 3800, 1600, 900], [10, 60, 100, 230]], [[1350, 1900, 800, 450], [30, 180, 300, 690]]
    counts = [sum(one) for one in reference]
    weights = [sum(counts) / (2 * count) for count in counts]
    assert weights == [0.5222222222222223, 11.75]
    i, v, of_reference = rows(reference, weights)
    j, w, of_window = rows(window, weights)
    sums = weighted.Sums.of_rows(i, j, 4, v, w)
    assert sums.p_value() == close(p, 1e-9)
    found = comparison.distances(sums, i, j, v, w, sums.floor(), (of_reference, of_window))
    assert found["corrections"]["psi"] == close(corrected, 1e-11)
    assert found["intervals"]["psi"] == pytest.approx(psi_interval, abs=1e-10)
    assert found["intervals"]["js_distance"] == pytest.approx(js_interval, abs=1e-10)


def test_vector_13_event_weights():
    a1, a2, c1, c2 = (
        np.array(one, dtype=float)
        for one in ([120.5, 80.25, 60, 39.25], [300, 190, 150, 110], [70, 66.5, 63, 50.5], [180, 160, 170, 140])
    )
    sums = weighted.Sums(a1, a2, c1, c2, 180, 140)
    assert (sums.n_eff, sums.m_eff) == (120, close(96.15384615384616))
    assert sums.apart[0] == close(0.057222259578007056)
    assert sums.p_value() == close(0.212391542723833)


@pytest.mark.parametrize(
    "a, c, moments, p",
    [
        ([11, 6, 3, 0], [3, 2, 3, 2], (3.103448275862069, 5.115925829309132), 0.1169409200442318),
        ([2, 3, 1, 2, 2], [2, 1, 3, 0, 4], (4.210526315789474, 6.626473304003042), 0.35392004735866434),
    ],
)
def test_vector_14_small_expected_counts(a, c, moments, p):
    a, c = np.array(a, dtype=float), np.array(c, dtype=float)
    assert measures.moments(a + c, a.sum(), c.sum()) == close(moments)
    assert measures.chi_square_p(a, c) == close(p)


def test_vector_6_many_tests():
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    assert comparison.holm(p) == close([0.01, 0.072] + [0.312] * 5 + [0.615] * 3)
