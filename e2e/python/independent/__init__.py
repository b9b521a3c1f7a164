"""Ballast's statistics a second time, on numpy and scipy.

Written from the statistics policy (docs and the section numbers quoted here), not from the Java sources: where the two
differ, the policy says which one is wrong.
"""
