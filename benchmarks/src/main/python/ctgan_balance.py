"""A copy of a table by SDV's CTGAN: ctgan_balance.py TABLE.csv TARGET OUT.csv SECONDS

SECONDS takes the seconds of fit and sample. Pins: ctgan-requirements.txt.
"""

import sys
import time
import warnings

import pandas as pd
from sdv.metadata import Metadata
from sdv.single_table import CTGANSynthesizer

warnings.filterwarnings("ignore")
table, _, out, seconds = sys.argv[1:5]
data = pd.read_csv(table, keep_default_na=False, na_values=[""])
tables = {"table": data}
metadata = Metadata.detect_from_dataframes(tables)
began = time.perf_counter()
synthesizer = CTGANSynthesizer(metadata, enable_gpu=False)
synthesizer.fit(tables)
drawn = synthesizer.sample(len(data))["table"]
taken = time.perf_counter() - began
drawn.to_csv(out, index=False)
with open(seconds, "w") as file:
    file.write(str(taken))
