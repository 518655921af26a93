"""Get every graduating postgraduate registered: reconcile what the offices' files say."""
