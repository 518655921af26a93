"""Whose is each row: a ladder of exact keys, one-to-one or refused.

A reader's path: `ladder` (the match passes), `evidence` (what a link rests on), `candidates` (weak
evidence, for a person to decide), `every_source` (all sources), `totals` (totals that close).
"""
