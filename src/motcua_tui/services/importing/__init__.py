"""Bringing in what an office already has: its register, its catalogue, its calendar.

``sheets`` and ``workbooks`` turn a file into rows, ``headings`` finds what the columns are,
``mapping`` reads the map file, ``cells`` reads single cells; ``dossiers``, ``procedures`` and
``calendar`` are the three imports, each one transaction that ends in an ``ImportResult``.
"""
