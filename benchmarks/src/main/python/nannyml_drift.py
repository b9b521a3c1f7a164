"""NannyML's univariate drift calculator, one figure per column: python nannyml_drift.py REFERENCE CURRENT HTML"""

import sys

import nannyml as nml
import pandas as pd

reference, current, html = sys.argv[1:4]
before, after = pd.read_parquet(reference), pd.read_parquet(current)
columns = list(before.columns)
calculator = nml.UnivariateDriftCalculator(
    column_names=columns,
    continuous_methods=["jensen_shannon", "kolmogorov_smirnov"],
    categorical_methods=["jensen_shannon", "chi2"],
    chunk_size=len(after),
)
calculator.fit(before)
results = calculator.calculate(after)
with open(html, "w", encoding="utf-8") as page:
    for column in columns:
        page.write(results.filter(column_names=[column], period="all").plot(kind="drift").to_html(full_html=False))
