"""Checking a written report (rà soát số liệu báo cáo): a rule-based reader of its numbers and labels.

``checker.check`` takes text and gives claims. Pure: no file, no database, no network. What it could
not recompute it never calls right, and what it failed to understand it never calls wrong.
"""
