"""Evidently's DataDriftPreset from two Parquet files to HTML: python evidently_drift.py REFERENCE CURRENT HTML"""

import sys

import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset

reference, current, html = sys.argv[1:4]
report = Report([DataDriftPreset()])
result = report.run(reference_data=pd.read_parquet(reference), current_data=pd.read_parquet(current))
result.save_html(html)
