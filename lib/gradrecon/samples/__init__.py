"""Made-up cohorts with an answer key: any size, every file an office sends, every kind of trouble.

`write_sample` makes one and writes it; `make_cohort` makes one in memory. The same arguments give
the same bytes. All people are invented; their numbers are of areas that do not exist.
"""

from gradrecon.samples.making import make_cohort, write, write_sample
from gradrecon.samples.sample import Sample

__all__ = ["Sample", "make_cohort", "write", "write_sample"]
