"""Say whether a PostgreSQL answers at the given address; if not, how to start one."""

from __future__ import annotations

import sys

import psycopg

HELP = """\
*** No PostgreSQL answers at {url}
*** Start one:     sudo apt-get install -y postgresql && sudo systemctl start postgresql
*** Give a user:   sudo -u postgres createuser --superuser "$(id -un)" && createdb test
*** Name another:  make test TEST_POSTGRES_URL=postgres://user@host:5432/database
"""


def main(url: str) -> int:
    """Return 0 when the server at ``url`` accepts a connection, 1 otherwise."""
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        print(HELP.format(url=url), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
