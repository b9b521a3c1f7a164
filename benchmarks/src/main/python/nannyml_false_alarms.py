"""Trials that NannyML calls drift: its default, the Jensen-Shannon distance, then its other methods, a column for each trial."""

import warnings

import nannyml as nml
import pandas as pd
from false_alarm_samples import answer

warnings.simplefilter("ignore")
NUMBERS = ["jensen_shannon", "hellinger", "wasserstein", "kolmogorov_smirnov"]
CATEGORIES = ["jensen_shannon", "hellinger", "l_infinity", "chi2"]


def judge(reference, window, chunk, all_methods):
    count = len(NUMBERS) if all_methods else 1
    methods = (NUMBERS if reference.dtype.kind == "f" else CATEGORIES)[:count]
    columns = [f"trial {i}" for i in range(len(reference))]
    # The thresholds are learned from chunks of the reference; the window is one chunk.
    calculator = nml.UnivariateDriftCalculator(
        column_names=columns,
        continuous_methods=NUMBERS[:count],
        categorical_methods=CATEGORIES[:count],
        chunk_size=chunk,
    )
    calculator.fit(pd.DataFrame(dict(zip(columns, reference))))
    calculator.chunker = nml.chunk.SizeBasedChunker(chunk_size=window.shape[1])
    results = calculator.calculate(pd.DataFrame(dict(zip(columns, window)))).filter(period="analysis").to_df()
    return {method: sum(int(results[column][method]["alert"].iloc[0]) for column in columns) for method in methods}


answer(judge)
