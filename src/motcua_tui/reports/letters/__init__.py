"""The papers that the desk hands out: what each says, and how its template is filled.

``papers`` names them and says which set is in force, ``fields`` lists what each says with the tags of
the templates, ``compose`` takes it from a dossier, ``filling`` puts it into a docx. No database, no
folder of the user: where templates lie and where letters go is ``services.letters``.
"""
