"""Kernels that stay warm from one notebook to the next, for the batch and for plain Papermill.

A reader's path: `engine` (what Papermill sees), `kernels` (the process that serves), `within` and
`slate` (the process that is served from: how it is wiped clean).
"""
