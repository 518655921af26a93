"""Kernels that are ready at once, for the batch and for plain Papermill.

A reader's path: `engine` (what Papermill sees), `kernels` (one for each notebook), `starting` (how
its process comes about), `template` (what it is forked from), `within` (what we ask it to do).
"""
