"""Settings: ``demo`` (make run), ``test``, ``production``. Each adds to ``base`` what differs."""
