"""Widgets of ours. They are handed data and post messages; none of them knows a service."""
