"""An analyst's own questions: a Run that answers them, as tables that are safe to show.

A reader's path: `opened` (what `gradrecon.open_run` gives), `typed` (text into days and ordered
words), `supposed` (what would be, if).
"""
