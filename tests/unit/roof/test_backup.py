"""Backups: consistent while people write, complete, and refused when damaged with nothing touched."""

from __future__ import annotations

import sqlite3
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from portal.roof.services import backup


@pytest.fixture
def portal(tmp_path: Path) -> tuple[Path, Path]:
    """A database in WAL mode with ten rows, and one media file."""
    database = tmp_path / "varig.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("rad",)] * 10)
        connection.commit()
    media = tmp_path / "media"
    (media / "images").mkdir(parents=True)
    (media / "images" / "bilde.png").write_bytes(b"bilde")
    return database, media


def count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])


def test_restore_brings_back_rows_and_files(portal: tuple[Path, Path], tmp_path: Path) -> None:
    database, media = portal
    archive = backup.create(database, media, tmp_path / "backups")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DELETE FROM note")
        connection.commit()
    (media / "images" / "bilde.png").unlink()

    counts = backup.restore(archive, database, media)

    assert count(database) == 10
    assert (media / "images" / "bilde.png").read_bytes() == b"bilde"
    assert counts["files"] == 1


def test_what_stood_there_before_a_restore_is_kept(portal: tuple[Path, Path], tmp_path: Path) -> None:
    database, media = portal
    archive = backup.create(database, media, tmp_path / "backups")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO note (text) VALUES ('ny')")
        connection.commit()
    backup.restore(archive, database, media)
    assert count(database.with_name("varig.sqlite3.before-restore")) == 11


def test_a_backup_taken_while_people_write_is_whole(portal: tuple[Path, Path], tmp_path: Path) -> None:
    database, media = portal
    stop = threading.Event()
    written = []

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=20)) as connection:
            while not stop.is_set():
                connection.execute("INSERT INTO note (text) VALUES ('samtidig')")
                connection.commit()
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not written:
            pass
        archive = backup.create(database, media, tmp_path / "backups")
    finally:
        stop.set()
        writer.join()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    backup.restore(archive, fresh / "varig.sqlite3", fresh / "media")
    assert 10 < count(fresh / "varig.sqlite3") <= 10 + len(written)


def test_a_damaged_archive_changes_nothing(portal: tuple[Path, Path], tmp_path: Path) -> None:
    database, media = portal
    archive = backup.create(database, media, tmp_path / "backups")
    data = bytearray(archive.read_bytes())
    archive.write_bytes(bytes(data[: len(data) // 2]))
    with pytest.raises(backup.BackupError):
        backup.restore(archive, database, media)
    assert count(database) == 10
    assert (media / "images" / "bilde.png").exists()


def test_an_archive_with_a_changed_file_is_refused_by_name(portal: tuple[Path, Path], tmp_path: Path) -> None:
    database, media = portal
    archive = backup.create(database, media, tmp_path / "backups")
    place = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(place, filter="data")
    (place / "media" / "images" / "bilde.png").write_bytes(b"byttet")
    forged = tmp_path / "forged.tar.gz"
    with tarfile.open(forged, "w:gz") as tar:
        for name in ("manifest.json", "database.sqlite3", "media"):
            tar.add(place / name, name)
    with pytest.raises(backup.BackupError, match=r"bilde\.png"):
        backup.restore(forged, database, media)


def test_a_missing_archive_is_said(tmp_path: Path) -> None:
    with pytest.raises(backup.BackupError, match="no archive"):
        backup.restore(tmp_path / "nei.tar.gz", tmp_path / "varig.sqlite3", tmp_path / "media")
