"""Settings: ``demo`` (make run), ``test``, ``production``. Each starts from ``base`` and adds what differs."""
