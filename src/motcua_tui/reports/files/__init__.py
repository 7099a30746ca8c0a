"""Reports and lists as files: spreadsheets, text documents and a page for the browser.

A form or list is first laid out as a :class:`~motcua_tui.reports.files.paper.Paper`, which knows nothing
of file formats, and then written by ``workbook`` (xlsx) or ``document`` (docx); ``page`` writes the report
as one HTML file. All of it takes finished figures and gives text or bytes: no database, no disk, no clock.
What is printed is Vietnamese in every language.
"""
