"""Writes catalog.csv, what others say of the examples of the metric catalogue: python catalog.py FOLDER

Needs numpy 2.4.6, scipy 1.17.1 and scikit-learn 1.9.1.
"""

import sys

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.stats.contingency import chi2_contingency
from sklearn import metrics

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

grid = np.linspace(min(values), max(window_values), 129)
density = [stats.gaussian_kde(side)(grid) for side in (values, window_values)]

expected = {
    "psi": np.sum((smooth_q - smooth_p) * np.log(smooth_q / smooth_p)),
    "kl": stats.entropy(smooth_p, smooth_q),
    "js_distance": jensenshannon(p, q, 2),
    "js_divergence": jensenshannon(p, q, 2) ** 2,
    "hellinger": np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2),
    "total_variation": np.abs(p - q).sum() / 2,
    "l_infinity": np.abs(p - q).max(),
    "l_infinity_robust": np.abs(p - q).max() - np.sqrt(-np.log(0.005) / 2) * np.sqrt(10 * (n + m) / (100 * n * m)),
    "cramers_v": np.sqrt(phi / smaller),
    "ks": stats.ks_2samp(values, window_values).statistic,
    "wasserstein": stats.wasserstein_distance(values, window_values),
    "energy": stats.energy_distance(values, window_values),
    "density_distance": np.trapezoid(np.abs(density[0] - density[1]), grid) / np.trapezoid(sum(density), grid),
    "fugacity": np.abs(p - q).max(),
    "chi_square": chi.pvalue,
    "g_test": chi2_contingency(table, correction=False, lambda_="log-likelihood").pvalue,
    "fisher_exact": stats.fisher_exact([[yes, rows - yes], [window_yes, window_rows - window_yes]]).pvalue,
    "proportion_z": 2 * stats.norm.sf(abs(z)),
    "class_share": chi.pvalue,
    "ks_test": stats.ks_2samp(values, window_values, method="exact").pvalue,
    "anderson_darling": stats.anderson_ksamp([values, window_values], variant="midrank").statistic,
    "cramer_von_mises": stats.cramervonmises_2samp(values, window_values).pvalue,
    "mann_whitney": stats.mannwhitneyu(values, window_values, method="asymptotic").pvalue,
    "welch_t": stats.ttest_ind(values, window_values, equal_var=False).pvalue,
    "epps_singleton": stats.epps_singleton_2samp(values, window_values).pvalue,
}
truth = np.array([0, 0, 1, 1, 0, 1, 1, 0, 1, 1])
scores = np.array([0.1, 0.3, 0.35, 0.8, 0.4, 0.9, 0.65, 0.2, 0.55, 0.7])
decided = (scores >= 0.5).astype(int)
fpr, tpr, thresholds = metrics.roc_curve(truth, scores, drop_intermediate=False)


def gaps(edges):
    bins = np.searchsorted(edges, scores)
    return [(len(scores[bins == b]), scores[bins == b].mean(), truth[bins == b].mean()) for b in sorted(set(bins))]


equal, adaptive = gaps(np.arange(1, 10) / 10), gaps(np.quantile(scores, np.arange(1, 10) / 10))
pairs = [(count, (mean - share) ** 2 - share * (1 - share) / (count - 1)) for count, mean, share in equal if count > 1]
recall, specificity = metrics.recall_score(truth, decided), metrics.recall_score(1 - truth, 1 - decided)
expected |= {
    "auc": metrics.roc_auc_score(truth, scores),
    "average_precision": metrics.average_precision_score(truth, scores),
    "log_loss": metrics.log_loss(truth, scores),
    "brier": metrics.brier_score_loss(truth, scores),
    "calibration_error": sum(count * abs(mean - share) for count, mean, share in equal) / 10,
    "calibration_error_adaptive": sum(count * abs(mean - share) for count, mean, share in adaptive) / 10,
    "calibration_error_debiased": np.sqrt(max(0, sum(n * gap for n, gap in pairs) / max(1, sum(n for n, _ in pairs)))),
    "gini": 2 * metrics.roc_auc_score(truth, scores) - 1,
    "ks_score": np.abs(tpr - fpr).max(),
    "gain_10": truth[np.argsort(-scores)][:1].sum() / truth.sum(),
    "lift_10": truth[np.argsort(-scores)][:1].sum() / truth.sum() * 10,
    "probability_lift": sum(abs(truth.mean() - share) for _, _, share in adaptive)
    / sum(abs(mean - share) for _, mean, share in adaptive),
    "best_threshold": thresholds[1:][np.argmax((tpr - fpr)[1:])],
    "accuracy": metrics.accuracy_score(truth, decided),
    "balanced_accuracy": metrics.balanced_accuracy_score(truth, decided),
    "precision": metrics.precision_score(truth, decided),
    "recall": recall,
    "specificity": specificity,
    "false_positive_rate": 1 - specificity,
    "false_negative_rate": 1 - recall,
    "negative_predictive_value": metrics.precision_score(1 - truth, 1 - decided),
    "f1": metrics.f1_score(truth, decided),
    "f2": metrics.fbeta_score(truth, decided, beta=2),
    "f0.5": metrics.fbeta_score(truth, decided, beta=0.5),
    "mcc": metrics.matthews_corrcoef(truth, decided),
    "kappa": metrics.cohen_kappa_score(truth, decided),
    "youden": recall + specificity - 1,
    "g_mean": np.sqrt(recall * specificity),
    "fowlkes_mallows": np.sqrt(metrics.precision_score(truth, decided) * recall),
}
kinds = np.array([0, 0, 1, 1, 2, 2])
of_kinds = np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.1, 0.8, 0.1], [0.3, 0.6, 0.1], [0.2, 0.2, 0.6], [0.5, 0.2, 0.3]])
largest = of_kinds.argmax(1)
expected |= {
    "macro_precision": metrics.precision_score(kinds, largest, average="macro"),
    "macro_recall": metrics.recall_score(kinds, largest, average="macro"),
    "macro_f1": metrics.f1_score(kinds, largest, average="macro"),
    "weighted_precision": metrics.precision_score(kinds, largest, average="weighted"),
    "weighted_f1": metrics.f1_score(kinds, largest, average="weighted"),
    "auc_ovr": metrics.roc_auc_score(kinds, of_kinds, multi_class="ovr"),
    "auc_ovr_weighted": metrics.roc_auc_score(kinds, of_kinds, multi_class="ovr", average="weighted"),
    "auc_ovo": metrics.roc_auc_score(kinds, of_kinds, multi_class="ovo"),
    "top_k": metrics.top_k_accuracy_score(kinds, of_kinds, k=2),
}
y, p = np.array([3.0, 0.0, 2.5, 7.0, 4.0]), np.array([2.5, 0.5, 2.0, 8.0, 4.5])
expected |= {
    "me": np.average(p - y),
    "mae": metrics.mean_absolute_error(y, p),
    "mse": metrics.mean_squared_error(y, p),
    "rmse": metrics.root_mean_squared_error(y, p),
    "mape": metrics.mean_absolute_percentage_error(y[y != 0], p[y != 0]),
    "smape": np.mean(2 * np.abs(p - y) / (np.abs(p) + np.abs(y))),
    "wmape": np.abs(p - y).sum() / np.abs(y).sum(),
    "msle": metrics.mean_squared_log_error(y, p),
    "r2": metrics.r2_score(y, p),
    "median_absolute_error": metrics.median_absolute_error(y, p),
    "max_error": metrics.max_error(y, p),
    "pinball": metrics.mean_pinball_loss(y, p),
    "d2": metrics.d2_absolute_error_score(y, p),
    "residual_skew": stats.skew(p - y),
}
queries = [([1, 0, 0, 1], [0.9, 0.8, 0.3, 0.2]), ([0, 1, 0], [0.7, 0.6, 0.1])]
expected |= {
    "map": np.mean([metrics.average_precision_score(r, s) for r, s in queries]),
    "ndcg": np.mean([metrics.ndcg_score([r], [s], k=3) for r, s in queries]),
    "query_count": len(queries),
}
with open(sys.argv[1] + "/catalog.csv", "w") as file:
    file.write("id,expected\n")
    for name, value in expected.items():
        file.write(f"{name},{float(value)!r}\n")
