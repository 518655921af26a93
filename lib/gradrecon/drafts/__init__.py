"""Drafts for a cohort's capture: Attachments 1 and 2, and the slots of Attachment 4 (1.1, 1.2.5).

A reader's path: `lists` (who must be captured, who may, who cannot be told), `capacity` (how many
an hour takes, from params), `slots` (which college when), `proposal` (all of it from the tables),
`wording` and `workbooks` (the files to print, correct and send). They decide nothing: people do.
"""
