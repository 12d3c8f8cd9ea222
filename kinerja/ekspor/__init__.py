"""Exporters: an executed notebook's blocks to HTML, PDF and hasil.json; compute nothing."""
