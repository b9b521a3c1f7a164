"""Writes performance.csv, what scikit-learn says of seeded samples: python performance.py FOLDER

Needs numpy 2.4.6, scipy 1.17.1 and scikit-learn 1.9.1. Where scikit-learn has no such figure (DeLong's and Wilson's
intervals, calibration errors, gain, skewness, sMAPE, WMAPE, probability lift) the formula is written out here, slowly.
"""

import sys
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.simplefilter("error")
lines = []
Z = 1.959963984540054


def sample(task, *columns):
    lines.append(",".join([task, *(" ".join(repr(float(v)) for v in np.ravel(column)) for column in columns)]))


def expect(name, value):
    if value is not None and np.isfinite(value):
        lines.append(f"{name},{float(value)!r}")


def wilson(share, trials):
    centre = share + Z * Z / (2 * trials)
    spread = Z * np.sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    return (centre - spread) / (1 + Z * Z / trials), (centre + spread) / (1 + Z * Z / trials)


def delong(y, s, w):
    x, v, wx, wv = s[y == 1], s[y == 0], w[y == 1], w[y == 0]
    wins = (x[:, None] > v[None, :]) + 0.5 * (x[:, None] == v[None, :])
    area = (wins * wx[:, None] * wv[None, :]).sum() / (wx.sum() * wv.sum())
    of_x = (wins * wv).sum(1) / wv.sum()
    of_v = (wins * wx[:, None]).sum(0) / wx.sum()
    variance = 0
    for parts, weights in ((of_x, wx), (of_v, wv)):
        variance += (weights**2 * (parts - area) ** 2).sum() / (weights.sum() ** 2 - (weights**2).sum())
    return max(0, area - Z * np.sqrt(variance)), min(1, area + Z * np.sqrt(variance))


def calibration(s, y, w, edges):
    bins = np.searchsorted(edges, s)
    error = squared = squared_weight = 0
    base, of_base, of_scores = np.average(y, weights=w), 0, 0
    for b in range(10):
        inside = bins == b
        if not inside.any():
            continue
        mean, share = np.average(s[inside], weights=w[inside]), np.average(y[inside], weights=w[inside])
        weight = w[inside].sum()
        error += weight * abs(mean - share)
        of_base += abs(base - share)
        of_scores += abs(mean - share)
        if inside.sum() > 1:
            squared += weight * ((mean - share) ** 2 - share * (1 - share) / (inside.sum() - 1))
            squared_weight += weight
    debiased = np.sqrt(max(0, squared / squared_weight)) if squared_weight else None
    return error / w.sum(), debiased, of_base / of_scores if of_scores else None


def binary(y, s, w, threshold):
    sample("binary", y, s, w, [threshold])
    d = (s >= threshold).astype(int)
    both = len(set(y)) == 2
    if both:
        expect("auc", metrics.roc_auc_score(y, s, sample_weight=w))
        expect("gini", 2 * metrics.roc_auc_score(y, s, sample_weight=w) - 1)
        if min((y == 1).sum(), (y == 0).sum()) > 1:
            lower, upper = delong(y, s, w)
            if upper - lower > 1e-12:
                expect("auc.lower", lower)
                expect("auc.upper", upper)
        expect("average_precision", metrics.average_precision_score(y, s, sample_weight=w))
        fpr, tpr, thresholds = metrics.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
        expect("ks_score", np.abs(tpr - fpr).max())
        expect("best_threshold", thresholds[1:][np.argmax((tpr - fpr)[1:])])
        order = np.argsort(-s, kind="stable")
        last = np.append(np.diff(s[order]) != 0, True)
        taken = np.append(0, np.cumsum(w[order])[last])
        found = np.append(0, np.cumsum((w * y)[order])[last])
        gain = np.interp(0.1 * w.sum(), taken, found) / (w * y).sum()
        expect("gain_10", gain)
        expect("lift_10", gain * 10)
    expect("log_loss", metrics.log_loss(y, np.clip(s, 1e-15, 1 - 1e-15), sample_weight=w, labels=[0, 1]))
    expect("brier", metrics.brier_score_loss(y, s, sample_weight=w, labels=[0, 1]))
    error, debiased, _ = calibration(s, y, w, np.arange(1, 10) / 10)
    expect("calibration_error", error)
    expect("calibration_error_debiased", debiased)
    edges = np.quantile(s, np.arange(1, 10) / 10)
    error, _, lift = calibration(s, y, w, edges)
    expect("calibration_error_adaptive", error)
    expect("probability_lift", lift)
    if (w == 1).all() and len(np.unique(edges)) == 9:
        shares, means = calibration_curve(y, s, n_bins=10, strategy="quantile")
        counts = np.bincount(np.searchsorted(edges, s), minlength=10)
        assert abs((np.abs(shares - means) * counts[counts > 0]).sum() / len(s) - error) < 1e-12
    tn, fp, fn, tp = metrics.confusion_matrix(y, d, labels=[0, 1], sample_weight=w).ravel()
    expect("accuracy", metrics.accuracy_score(y, d, sample_weight=w))
    effective = w.sum() ** 2 / (w**2).sum()
    lower, upper = wilson((w * (y == d)).sum() / w.sum(), effective)
    if 0 < (y == d).sum() < len(y):
        expect("accuracy.lower", lower)
        expect("accuracy.upper", upper)
    positive, negative, taken, left = tp + fn, tn + fp, tp + fp, tn + fn
    if taken:
        expect("precision", metrics.precision_score(y, d, sample_weight=w))
    if left:
        expect("negative_predictive_value", metrics.precision_score(1 - y, 1 - d, sample_weight=w))
    if positive:
        recall = metrics.recall_score(y, d, sample_weight=w)
        expect("recall", recall)
        expect("false_negative_rate", 1 - recall)
    if negative:
        specificity = metrics.recall_score(1 - y, 1 - d, sample_weight=w)
        expect("specificity", specificity)
        expect("false_positive_rate", 1 - specificity)
    if positive and negative:
        expect("balanced_accuracy", metrics.balanced_accuracy_score(y, d, sample_weight=w))
        expect("youden", recall + specificity - 1)
        expect("g_mean", np.sqrt(recall * specificity))
        if taken and left:
            expect("mcc", metrics.matthews_corrcoef(y, d, sample_weight=w))
        expect("kappa", metrics.cohen_kappa_score(y, d, sample_weight=w))
    if positive + taken:
        for name, beta in (("f1", 1), ("f2", 2), ("f0.5", 0.5)):
            expect(name, metrics.fbeta_score(y, d, beta=beta, sample_weight=w))
    if positive and taken:
        expect("fowlkes_mallows", np.sqrt(metrics.precision_score(y, d, sample_weight=w) * recall))


def median(values, weights):
    """The averaged inverse of the distribution function at 1/2."""
    return np.quantile(np.repeat(values, weights.astype(int)), 0.5, method="averaged_inverted_cdf")


def regression(y, p, w):
    sample("regression", y, p, w)
    keep = y != 0
    expect("me", np.average(p - y, weights=w))
    expect("mae", metrics.mean_absolute_error(y, p, sample_weight=w))
    expect("mse", metrics.mean_squared_error(y, p, sample_weight=w))
    expect("rmse", metrics.root_mean_squared_error(y, p, sample_weight=w))
    if keep.any():
        expect("mape", metrics.mean_absolute_percentage_error(y[keep], p[keep], sample_weight=w[keep]))
        expect("wmape", (w * np.abs(y - p)).sum() / (w * np.abs(y)).sum())
    sizes = np.abs(y) + np.abs(p)
    expect("smape", np.average(np.where(sizes == 0, 0, 2 * np.abs(y - p) / np.where(sizes == 0, 1, sizes)), weights=w))
    if min(y.min(), p.min()) > -1:
        expect("msle", metrics.mean_squared_log_error(y, p, sample_weight=w))
    if len(set(y)) > 1:
        expect("r2", metrics.r2_score(y, p, sample_weight=w))
        expect("d2", metrics.d2_absolute_error_score(y, p, sample_weight=w))
    expect("median_absolute_error", median(np.abs(y - p), w))
    if (w == 1).all():
        assert median(np.abs(y - p), w) == metrics.median_absolute_error(y, p)
    expect("max_error", metrics.max_error(y, p))
    expect("pinball", metrics.mean_pinball_loss(y, p, sample_weight=w, alpha=0.5))
    expect("pinball_0.9", metrics.mean_pinball_loss(y, p, sample_weight=w, alpha=0.9))
    residuals = np.repeat(p - y, w.astype(int))
    if len(set(residuals)) > 1:
        expect("residual_skew", stats.skew(residuals))


def multiclass(y, s, w):
    classes = s.shape[1]
    sample("multiclass", y, s, w)
    d = s.argmax(1)
    labels = np.arange(classes)
    expect("accuracy", metrics.accuracy_score(y, d, sample_weight=w))
    expect("top_k", metrics.top_k_accuracy_score(y, s, k=2, sample_weight=w, labels=labels))
    expect("log_loss", metrics.log_loss(y, np.clip(s, 1e-15, 1 - 1e-15), sample_weight=w, labels=labels))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expect("balanced_accuracy", metrics.balanced_accuracy_score(y, d, sample_weight=w))
        expect("macro_f1", metrics.f1_score(y, d, average="macro", sample_weight=w, zero_division=0))
    seen, predicted = set(y), set(d)
    if predicted >= seen:
        expect("macro_precision", metrics.precision_score(y, d, average="macro", sample_weight=w))
        expect("weighted_precision", metrics.precision_score(y, d, average="weighted", sample_weight=w))
    if seen >= predicted:
        expect("macro_recall", metrics.recall_score(y, d, average="macro", sample_weight=w))
    expect("weighted_f1", metrics.f1_score(y, d, average="weighted", sample_weight=w, zero_division=0))
    if len(seen) > 1 and len(predicted) > 1:
        expect("mcc", metrics.matthews_corrcoef(y, d, sample_weight=w))
        expect("kappa", metrics.cohen_kappa_score(y, d, sample_weight=w))
    if len(seen) == classes:
        for name, average in (("auc_ovr", "macro"), ("auc_ovr_weighted", "weighted")):
            expect(name, metrics.roc_auc_score(y, s, average=average, multi_class="ovr", sample_weight=w))
        if (w == 1).all():
            expect("auc_ovo", metrics.roc_auc_score(y, s, average="macro", multi_class="ovo"))


def ranking(queries):
    lines.append(
        "ranking," + ";".join(
            " ".join(repr(float(v)) for pair in zip(relevance, scores) for v in pair) for relevance, scores in queries))
    relevant = [(r, s) for r, s in queries if r.any()]
    expect("ndcg", np.mean([metrics.ndcg_score([r], [s], k=3) for r, s in relevant]))
    if all(set(r) <= {0, 1} for r, _ in queries):
        expect("map", np.mean([metrics.average_precision_score(r, s) for r, s in relevant]))
    expect("query_count", len(queries))


random = np.random.default_rng(20261128)
binary(
    np.array([0, 0, 1, 1, 0, 1, 1, 0, 1, 1]),
    np.array([0.1, 0.3, 0.35, 0.8, 0.4, 0.9, 0.65, 0.2, 0.55, 0.7]), np.ones(10), 0.5)
for i in range(40):
    n = int(random.choice([2, 5, 30, 200, 400]))
    y = (random.random(n) < random.choice([0.02, 0.2, 0.5, 0.9])).astype(int)
    s = random.beta(*random.choice([1, 2, 12], 2), n)
    s = np.clip(s + 0.3 * y * random.random(), 0, 1)
    if i % 3 == 0:
        s = s.round(1)
    if i % 4 == 1:
        s = s.round(2)
    w = random.integers(1, 5, n).astype(float) if i % 2 else np.ones(n)
    if i % 8 == 7:
        w = random.lognormal(0, 1, n)
    binary(y, s, w, [0.5, 0.3, 0.9][i % 3])
for i in range(40):
    n = int(random.choice([2, 3, 10, 100, 300]))
    y = random.lognormal(1, 1, n) if i % 3 else random.normal(0, 5, n)
    p = y + random.normal(0, 1, n) * random.choice([0.01, 1, 30])
    if i % 3:
        p = np.abs(p)
    if i % 4 == 0:
        y, p = y.round(), p.round()
    if i % 12 == 5:
        y, p = y + 1e8, p + 1e8
    regression(y, p, random.integers(1, 5, n).astype(float) if i % 2 else np.ones(n))
for i in range(60):
    n, classes = int(random.choice([3, 30, 100, 200])), int(random.choice([3, 4, 7]))
    y = random.choice(classes, n, p=random.dirichlet(2 * np.ones(classes)))
    s = random.dirichlet(np.ones(classes), n)
    s[np.arange(n), y] += random.random()
    s = s.round(1) + 0.05 if i % 3 == 0 else s
    s /= s.sum(1, keepdims=True)
    multiclass(y, s, random.integers(1, 5, n).astype(float) if i % 3 == 1 else np.ones(n))
for i in range(48):
    queries = []
    for _ in range(int(random.choice([1, 5, 30]))):
        n = int(random.integers(2, 12))
        relevance = random.integers(0, 2 if i % 2 else 4, n)
        scores = relevance + random.normal(0, 2, n)
        queries.append((relevance, scores.round() if i % 3 == 0 else scores))
    if any(r.any() for r, _ in queries):
        ranking(queries)
with open(sys.argv[1] + "/performance.csv", "w") as file:
    file.write("\n".join(lines) + "\n")
