"""Keeps rows out of the log that the Postgres in a folder writes beside its data."""

import os
from pathlib import Path

import psycopg2

from studentperf.basics import server_log


def keep_quiet(folder: Path, socket: str) -> None:
    """Told once: the server keeps it. What it wrote before may hold rows, so that log begins anew. Raises
    psycopg2.Error."""
    if _was_told(folder):
        return
    connection = psycopg2.connect(host=socket, user="postgres", dbname="postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in server_log.statements():
                cursor.execute(statement)
    finally:
        connection.close()
    os.truncate(folder / "log", 0)


def _was_told(folder: Path) -> bool:
    try:
        lines = (folder / "postgresql.auto.conf").read_text().splitlines()
    except FileNotFoundError:
        return False
    return all(f"{name} = '{value}'" in lines for name, value in server_log.SETTINGS.items())
