"""Một Cửa TUI: dossiers of a Vietnamese one-stop desk, their deadlines and figures."""

__version__ = "0.1.0"
