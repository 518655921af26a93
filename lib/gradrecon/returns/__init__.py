"""What came back from the colleges, against what was sent to them."""
