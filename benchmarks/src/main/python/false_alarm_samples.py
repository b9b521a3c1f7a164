"""What a monitor is told of samples: a line for each file on standard input, "drift METHOD COUNT ..." on standard output."""

import sys

import numpy as np

LEVELS = np.array([f"level {i}" for i in range(1000)])


def answer(judge):
    """Asks judge(reference, window, chunk, all_methods) for the counts of each file: 2-d arrays [trial][row], default method first."""
    for line in sys.stdin:
        path, kind, trials, n, m, chunk, methods = line.split()
        trials, n, m = int(trials), int(n), int(m)
        rows = np.fromfile(path, "<f8").reshape(trials, n + m)
        if kind == "categories":
            rows = LEVELS[rows.astype(int)]
        counts = judge(rows[:, :n], rows[:, n:], int(chunk), methods == "all")
        print("drift", *(f"{name} {count}" for name, count in counts.items()), flush=True)
