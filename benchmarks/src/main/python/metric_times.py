"""CPU seconds of a call of scipy or scikit-learn, the median of some runs: python metric_times.py ROWS RUNS [IDS]

Where neither has such a figure, of the formula in numpy. A slow call (a second or more) runs once.
"""

import sys
import time

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.stats.contingency import association, chi2_contingency
from sklearn import metrics
from sklearn.calibration import calibration_curve

rows, runs = map(int, sys.argv[1:3])
random = np.random.default_rng(1)
x, y = random.normal(0, 1, rows), random.normal(0.01, 1, rows)
truth = random.random(rows) < 0.1
scores = np.minimum(1, random.random(rows) * np.where(truth, 1.2, 1))
kinds, said = random.integers(0, 3, (2, rows))
of_kinds = random.random((rows, 3))
of_kinds[np.arange(rows), kinds] += 0.5
of_kinds /= of_kinds.sum(1, keepdims=True)
amounts = np.exp(random.normal(0, 1, rows))
predictions = amounts * (0.5 + random.random(rows))
queries = rows // 100
relevance, ranks = truth[: queries * 100].reshape(queries, 100) * 1, scores[: queries * 100].reshape(queries, 100)
names = np.repeat(np.arange(queries), 100).astype(str)


def counts():
    edges = np.quantile(x, np.arange(1, 10) / 10)
    return [np.bincount(np.searchsorted(edges, side, side="right"), minlength=10) for side in (x, y)]


def shares():
    return [side / rows for side in counts()]


def smoothed():
    return [(side + 0.5) / (rows + 5) for side in counts()]


def psi():
    p, q = smoothed()
    return np.sum((q - p) * np.log(q / p))


def hellinger():
    p, q = shares()
    return np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2)


def difference():
    p, q = shares()
    return np.abs(p - q)


def density():
    grid = np.linspace(min(x.min(), y.min()), max(x.max(), y.max()), 129)
    p, q = (stats.gaussian_kde(side)(grid) for side in (x, y))
    return np.trapezoid(np.abs(p - q), grid) / np.trapezoid(p + q, grid)


def proportion():
    a, c = rows // 10, rows // 10 + rows // 1000
    share = (a + c) / (2 * rows)
    return 2 * stats.norm.sf(abs(a - c) / rows / np.sqrt(share * (1 - share) * 2 / rows))


def fisher():
    a, c = rows // 10, rows // 10 + rows // 1000
    return stats.fisher_exact([[a, rows - a], [c, rows - c]])


def decided(metric, *arguments, **more):
    return lambda: metric(truth, scores >= 0.5, *arguments, **more)


def negatives(metric):
    return lambda: metric(~truth, scores < 0.5)


def both(combine):
    def call():
        decisions = scores >= 0.5
        return combine(
            metrics.recall_score(truth, decisions), metrics.recall_score(truth, decisions, pos_label=False))
    return call


def fowlkes_mallows():
    decisions = scores >= 0.5
    return np.sqrt(metrics.precision_score(truth, decisions) * metrics.recall_score(truth, decisions))


def calibration(strategy):
    def call():
        shares, means = calibration_curve(truth, scores, n_bins=10, strategy=strategy)
        return np.abs(shares - means).sum()
    return call


def gap():
    fpr, tpr, _ = metrics.roc_curve(truth, scores, drop_intermediate=False)
    return np.abs(tpr - fpr).max()


def threshold():
    fpr, tpr, thresholds = metrics.roc_curve(truth, scores, drop_intermediate=False)
    return thresholds[np.argmax(tpr - fpr)]


def gain():
    return truth[np.argsort(-scores)[: rows // 10]].sum() / truth.sum()


def numbers(metric, **more):
    return lambda: metric(amounts, predictions, **more)


def of_classes(metric, **more):
    return lambda: metric(kinds, of_kinds.argmax(1), **more)


def areas(**more):
    return lambda: metrics.roc_auc_score(kinds, of_kinds, **more)


calls = {
    "psi": psi,
    "kl": lambda: stats.entropy(*smoothed()),
    "js_distance": lambda: jensenshannon(*shares(), 2),
    "js_divergence": lambda: jensenshannon(*shares(), 2) ** 2,
    "hellinger": hellinger,
    "total_variation": lambda: difference().sum() / 2,
    "l_infinity": lambda: difference().max(),
    "l_infinity_robust": lambda: max(0, difference().max() - np.sqrt(-np.log(0.005) / 2) * np.sqrt(2 / rows)),
    "cramers_v": lambda: association(np.array(counts())),
    "ks": lambda: stats.ks_2samp(x, y, method="asymp"),
    "wasserstein": lambda: stats.wasserstein_distance(x, y),
    "energy": lambda: stats.energy_distance(x, y),
    "density_distance": density,
    "fugacity": lambda: np.abs(np.bincount(kinds) - np.bincount(said)).max() / rows,
    "class_share": lambda: chi2_contingency([np.bincount(kinds), np.bincount(said)], correction=False),
    "chi_square": lambda: chi2_contingency(counts(), correction=False),
    "g_test": lambda: chi2_contingency(counts(), correction=False, lambda_="log-likelihood"),
    "fisher_exact": fisher,
    "proportion_z": proportion,
    "ks_test": lambda: stats.ks_2samp(x, y, method="asymp"),
    "anderson_darling": lambda: stats.anderson_ksamp([x, y], variant="midrank"),
    "mann_whitney": lambda: stats.mannwhitneyu(x, y, method="asymptotic"),
    "cramer_von_mises": lambda: stats.cramervonmises_2samp(x, y, method="asymptotic"),
    "epps_singleton": lambda: stats.epps_singleton_2samp(x, y),
    "welch_t": lambda: stats.ttest_ind(x, y, equal_var=False),
    "auc": lambda: metrics.roc_auc_score(truth, scores),
    "gini": lambda: 2 * metrics.roc_auc_score(truth, scores) - 1,
    "average_precision": lambda: metrics.average_precision_score(truth, scores),
    "ks_score": gap,
    "best_threshold": threshold,
    "log_loss": lambda: metrics.log_loss(truth, scores),
    "brier": lambda: metrics.brier_score_loss(truth, scores),
    "calibration_error": calibration("uniform"),
    "calibration_error_adaptive": calibration("quantile"),
    "calibration_error_debiased": calibration("uniform"),
    "probability_lift": calibration("quantile"),
    "gain_10": gain,
    "lift_10": gain,
    "accuracy": decided(metrics.accuracy_score),
    "balanced_accuracy": decided(metrics.balanced_accuracy_score),
    "precision": decided(metrics.precision_score),
    "recall": decided(metrics.recall_score),
    "specificity": negatives(metrics.recall_score),
    "false_positive_rate": negatives(metrics.recall_score),
    "false_negative_rate": decided(metrics.recall_score),
    "negative_predictive_value": negatives(metrics.precision_score),
    "f1": decided(metrics.f1_score),
    "f2": decided(metrics.fbeta_score, beta=2),
    "f0.5": decided(metrics.fbeta_score, beta=0.5),
    "mcc": decided(metrics.matthews_corrcoef),
    "kappa": decided(metrics.cohen_kappa_score),
    "youden": both(lambda recall, specificity: recall + specificity - 1),
    "g_mean": both(lambda recall, specificity: np.sqrt(recall * specificity)),
    "fowlkes_mallows": fowlkes_mallows,
    "me": lambda: np.mean(predictions - amounts),
    "mae": numbers(metrics.mean_absolute_error),
    "mse": numbers(metrics.mean_squared_error),
    "rmse": numbers(metrics.root_mean_squared_error),
    "mape": numbers(metrics.mean_absolute_percentage_error),
    "smape": lambda: np.mean(2 * np.abs(amounts - predictions) / (np.abs(amounts) + np.abs(predictions))),
    "wmape": lambda: np.abs(amounts - predictions).sum() / np.abs(amounts).sum(),
    "msle": numbers(metrics.mean_squared_log_error),
    "r2": numbers(metrics.r2_score),
    "median_absolute_error": numbers(metrics.median_absolute_error),
    "max_error": numbers(metrics.max_error),
    "pinball": numbers(metrics.mean_pinball_loss, alpha=0.5),
    "d2": numbers(metrics.d2_absolute_error_score),
    "residual_skew": lambda: stats.skew(predictions - amounts),
    "macro_precision": of_classes(metrics.precision_score, average="macro"),
    "macro_recall": of_classes(metrics.recall_score, average="macro"),
    "macro_f1": of_classes(metrics.f1_score, average="macro"),
    "weighted_precision": of_classes(metrics.precision_score, average="weighted"),
    "weighted_f1": of_classes(metrics.f1_score, average="weighted"),
    "auc_ovr": areas(multi_class="ovr"),
    "auc_ovr_weighted": areas(multi_class="ovr", average="weighted"),
    "auc_ovo": areas(multi_class="ovo"),
    "top_k": lambda: metrics.top_k_accuracy_score(kinds, of_kinds, k=2),
    "map": lambda: np.mean([metrics.average_precision_score(*query) for query in zip(relevance, ranks)]),
    "ndcg": lambda: metrics.ndcg_score(relevance, ranks, k=10),
    "query_count": lambda: len(np.unique(names)),
}
asked = sys.argv[3].split(",") if len(sys.argv) > 3 else calls
for name in asked:
    times = []
    while len(times) < runs + 1:
        start = time.process_time()
        calls[name]()
        times.append(time.process_time() - start)
        if times[0] > 1:
            break
    print(name, float(np.median(times[1:] or times)))
