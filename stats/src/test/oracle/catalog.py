"""Writes catalog.csv, what others say of the examples of the metric catalogue: python catalog.py FOLDER

Needs numpy 2.4.6 and scipy 1.17.1.
"""

import sys

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.stats.contingency import chi2_contingency

bins, window_bins = np.array([40, 30, 20, 10]), np.array([20, 25, 25, 30])
values = [1.2, 2.5, 3.1, 4.7, 5.0, 6.3, 7.7, 8.4]
window_values = [2.0, 3.1, 5.5, 6.3, 8.0, 9.1, 9.9, 12.4]
yes, rows, window_yes, window_rows = 12, 40, 25, 50

n, m = bins.sum(), window_bins.sum()
p, q = bins / n, window_bins / m
smooth_p, smooth_q = (bins + 0.5) / (n + 0.5 * 4), (window_bins + 0.5) / (m + 0.5 * 4)
table = np.array([bins, window_bins])
chi = chi2_contingency(table, correction=False)
total, k = n + m, len(bins)
phi = max(0, chi.statistic / total - (k - 1) / (total - 1))
smaller = min(k - (k - 1) ** 2 / (total - 1), 2 - 1 / (total - 1)) - 1
pooled = (yes + window_yes) / (rows + window_rows)
z = (yes / rows - window_yes / window_rows) / np.sqrt(pooled * (1 - pooled) * (1 / rows + 1 / window_rows))

expected = {
    "psi": np.sum((smooth_q - smooth_p) * np.log(smooth_q / smooth_p)),
    "kl": stats.entropy(smooth_p, smooth_q),
    "js_distance": jensenshannon(p, q, 2),
    "js_divergence": jensenshannon(p, q, 2) ** 2,
    "hellinger": np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2),
    "total_variation": np.abs(p - q).sum() / 2,
    "l_infinity": np.abs(p - q).max(),
    "l_infinity_robust": max(0, np.abs(p - q).max() - np.sqrt(-np.log(0.005) / 2) * np.sqrt((n + m) / (n * m))),
    "cramers_v": np.sqrt(phi / smaller),
    "ks": stats.ks_2samp(values, window_values).statistic,
    "wasserstein": stats.wasserstein_distance(values, window_values),
    "energy": stats.energy_distance(values, window_values),
    "chi_square": chi.pvalue,
    "g_test": chi2_contingency(table, correction=False, lambda_="log-likelihood").pvalue,
    "fisher_exact": stats.fisher_exact([[yes, rows - yes], [window_yes, window_rows - window_yes]]).pvalue,
    "proportion_z": 2 * stats.norm.sf(abs(z)),
    "ks_test": stats.ks_2samp(values, window_values, method="exact").pvalue,
    "anderson_darling": stats.anderson_ksamp([values, window_values], variant="midrank").statistic,
    "cramer_von_mises": stats.cramervonmises_2samp(values, window_values).pvalue,
    "mann_whitney": stats.mannwhitneyu(values, window_values, method="asymptotic").pvalue,
    "welch_t": stats.ttest_ind(values, window_values, equal_var=False).pvalue,
    "epps_singleton": stats.epps_singleton_2samp(values, window_values).pvalue,
}
with open(sys.argv[1] + "/catalog.csv", "w") as file:
    file.write("id,expected\n")
    for name, value in expected.items():
        file.write(f"{name},{float(value)!r}\n")
