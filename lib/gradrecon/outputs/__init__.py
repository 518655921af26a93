"""What is made of a Run: numbers, charts, pages, tables and workbooks."""
