"""The workbooks for colleges, the studio and the graduate school."""
