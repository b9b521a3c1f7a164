"""Trials that Evidently calls drift: the test and threshold that its report chooses for a column by itself."""

import warnings

import pandas as pd
from evidently.legacy.calculations.stattests import get_stattest
from evidently.legacy.core import ColumnType
from false_alarm_samples import answer

warnings.simplefilter("ignore")


def judge(reference, window, chunk, all_methods):
    kind = ColumnType.Numerical if reference.dtype.kind == "f" else ColumnType.Categorical
    drifted = 0
    for before, after in zip(reference, window):
        before, after = pd.Series(before), pd.Series(after)
        drifted += bool(get_stattest(before, after, kind, None)(before, after, kind, None).drifted)
    return {"default": drifted}


answer(judge)
