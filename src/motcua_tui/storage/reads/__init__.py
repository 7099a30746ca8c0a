"""Lists, figures and facts as SQL text over a plain DB-API connection, into frozen dataclasses."""
