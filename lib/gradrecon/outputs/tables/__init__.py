"""The CSV tables, and what each column means."""
