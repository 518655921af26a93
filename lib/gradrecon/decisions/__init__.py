"""What people decided about findings, and what became of each finding.

A decision binds to the evidence it was made on (law 7): while the evidence stands the finding
is settled; when the facts change it comes back, stale, with the old verdict beside it. Nothing
that was decided is ever changed or lost (law 8): undoing is a new entry.

| module | idea |
|---|---|
| `entry` | one entry of the log, and the chain of hashes |
| `verdicts` | what may be said of a finding, and what it does |
| `log` | the entries in memory: which stand |
| `standing` | where one finding stands |
| `settle` | the same for the whole table of findings |
| `linking`, `effects` | what decisions do: rows linked, spellings, applications |
| `anchor` | how far the log had come, kept outside it |
| `store`, `contents`, `schema`, `engine` | where the log is kept |
| `network`, `failures`, `location` | on what disk, what can go wrong there, and where it is |
| `audit`, `conflicts`, `times` | the log as a workbook; who is at odds; local times |

No database library is loaded before a store is opened.
"""
