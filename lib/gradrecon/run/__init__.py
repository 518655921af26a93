"""The story of a run.

A reader's path: `reconcile` (all of it, in order), `run` (the answer), `progress` (how far each
student is), `opening` (from a params file to the Run).
"""
