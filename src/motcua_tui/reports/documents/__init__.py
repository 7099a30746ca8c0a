"""Whole documents of a period: sections in sentences, put into docx templates that the office may edit.

``fields`` lists what a template may ask for, ``compose`` writes it from figures already counted, ``plain``
gives the text of a filled document. Templates are filled as those of the letters are.
"""
