"""How small a picture is kept for comparing; apart, for the reader of pictures needs no pandas."""

ACROSS, DOWN = 24, 32
