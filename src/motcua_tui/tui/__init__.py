"""The screens: the app, its action registry, widgets, themes and styles.

Nothing here decides a rule or touches a database: a screen calls a service in a worker and
hands what came back to its widgets.
"""
