"""What a unit of work writes, one repository a kind of record."""
