"""Content blocks: frozen data that knows how to show itself; computes nothing."""
