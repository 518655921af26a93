"""The 信息核对表 as a workbook, and what colleges changed in it."""
