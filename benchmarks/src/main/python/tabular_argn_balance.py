"""A copy of a table by mostlyai-engine's TabularARGN: tabular_argn_balance.py TABLE.csv TARGET OUT.csv SECONDS

SECONDS takes the seconds of fit and sample. Pins: tabular-argn-requirements.txt.
"""

import sys
import tempfile
import time

import pandas as pd
from mostlyai.engine import TabularARGN

table, _, out, seconds = sys.argv[1:5]
data = pd.read_csv(table, keep_default_na=False, na_values=[""])
with tempfile.TemporaryDirectory() as folder:
    began = time.perf_counter()
    model = TabularARGN(device="cpu", workspace_dir=folder, random_state=1, verbose=0)
    model.fit(data)
    drawn = model.sample(len(data))
    taken = time.perf_counter() - began
drawn[data.columns].to_csv(out, index=False)
with open(seconds, "w") as file:
    file.write(str(taken))
