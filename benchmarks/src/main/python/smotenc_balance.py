"""Classes filled up by imbalanced-learn's SMOTENC: smotenc_balance.py TABLE.csv TARGET OUT.csv SECONDS

SECONDS takes the seconds of fit and resample. Pins: balance-requirements.txt.
"""

import sys
import time

import pandas as pd
from imblearn.over_sampling import SMOTENC

table, target, out, seconds = sys.argv[1:5]
data = pd.read_csv(table, keep_default_na=False, na_values=[""])
x, y = data.drop(columns=target), data[target]
names = [c for c in x if not pd.api.types.is_numeric_dtype(x[c])]
began = time.perf_counter()
more, labels = SMOTENC(names, random_state=1).fit_resample(x, y)
taken = time.perf_counter() - began
more.assign(**{target: labels}).to_csv(out, index=False)
with open(seconds, "w") as file:
    file.write(str(taken))
