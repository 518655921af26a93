"""One row per student, and the facts that rules look at.

A reader's path: `cases` (every source side by side), `facts` (what a rule may look at).
"""
