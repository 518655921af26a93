"""The numbers behind pages and workbooks."""
