"""Step 8: a finished period kept as a BagIt zip, and the proof that it is still what was kept."""
