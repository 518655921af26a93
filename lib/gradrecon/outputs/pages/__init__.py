"""Pages for leaders: counts only, offline."""
