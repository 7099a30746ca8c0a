"""The rules of the desk: calendar, limits, deadlines, states, ledger, periods, text.

Standard library and dateutil only; no input or output, no clock: whoever calls brings
"today" along. Instants here are naive datetimes in the office's local time; dates are
local dates. Storage converts.
"""
