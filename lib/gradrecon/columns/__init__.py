"""Whole columns at once: texts in Arrow, keys by hash, work by distinct values."""
