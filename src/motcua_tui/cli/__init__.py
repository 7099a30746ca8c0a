"""``motcua …``: thin commands over the services. stdout is data, stderr is talk and progress.

``--help`` and ``--version`` import neither Textual nor SQLModel; the screens are imported only when
``motcua`` is started without a command.
"""
