"""What one value means: a date, a number, a name, a flag, whatever way it is written."""
