"""CPU seconds of a call of scipy or scikit-learn, the median of some runs: python metric_times.py ROWS RUNS"""

import sys
import time

import numpy as np
from scipy import stats
from sklearn import metrics

rows, runs = map(int, sys.argv[1:])
random = np.random.default_rng(1)
x, y = random.normal(0, 1, rows), random.normal(0.01, 1, rows)
truth = random.random(rows) < 0.1
scores = np.minimum(1, random.random(rows) * np.where(truth, 1.2, 1))
calls = {
    "ks": lambda: stats.ks_2samp(x, y, method="asymp"),
    "wasserstein": lambda: stats.wasserstein_distance(x, y),
    "energy": lambda: stats.energy_distance(x, y),
    "anderson_darling": lambda: stats.anderson_ksamp([x, y], variant="midrank"),
    "mann_whitney": lambda: stats.mannwhitneyu(x, y, method="asymptotic"),
    "cramer_von_mises": lambda: stats.cramervonmises_2samp(x, y, method="asymptotic"),
    "epps_singleton": lambda: stats.epps_singleton_2samp(x, y),
    "welch_t": lambda: stats.ttest_ind(x, y, equal_var=False),
    "auc": lambda: metrics.roc_auc_score(truth, scores),
    "average_precision": lambda: metrics.average_precision_score(truth, scores),
    "log_loss": lambda: metrics.log_loss(truth, scores),
    "brier": lambda: metrics.brier_score_loss(truth, scores),
}
for name, call in calls.items():
    call()
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    print(name, float(np.median(times)))
