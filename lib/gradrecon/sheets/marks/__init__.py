"""What a workbook says of a cell besides its value: formulas, formats, hidden rows."""
