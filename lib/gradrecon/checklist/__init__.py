"""信息核对表: the table that goes out to each college, comes back, and is compared (2.2, 2.3).

A reader's path: `form` (what it looks like, from params), `content` (what it says of each
student), `seal` and `record` (what was sent, as keyed hashes), `sent` (where that is kept),
`outgoing`, `workbook` and `template` (the file for the college), `basis`, `permits` and `compare`
(what a returned table changed), `report` (the same for the college to read).
"""
