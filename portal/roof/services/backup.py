"""One archive with the whole embedded portal: database and media, consistent while it runs.

The database is copied by SQLite's online backup (writers wait some milliseconds at most). Restoring checks every file's
hash before anything is touched, and keeps what stood there before beside it. PostgreSQL: see docs/operations.md.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"


class BackupError(Exception):
    """What is wrong with the archive or the place, in words for the person at the keyboard."""


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def create(database: Path, media: Path, folder: Path, now: datetime | None = None) -> Path:
    """Write `varig-<time>.tar.gz` into `folder` and return its path.

    Media is copied after the database, so that every file a row names is there. Raises BackupError without a database.
    """
    if not database.exists():
        raise BackupError(f"There is no database at {database}.")
    folder.mkdir(parents=True, exist_ok=True)
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    target = folder / f"varig-{stamp}.tar.gz"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        copy = Path(scratch) / DATABASE
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as destination:
            source.backup(destination)
        files = {DATABASE: copy}
        if media.exists():
            files |= {f"media/{path.relative_to(media)}": path for path in sorted(media.rglob("*")) if path.is_file()}
        manifest = Path(scratch) / MANIFEST
        manifest.write_text(json.dumps({name: _hash(path) for name, path in files.items()}, indent=1))
        partial = target.with_suffix(".partial")
        with tarfile.open(partial, "w:gz") as archive:
            archive.add(manifest, MANIFEST)
            for name, path in files.items():
                archive.add(path, name)
        partial.rename(target)
    return target


def restore(archive_path: Path, database: Path, media: Path) -> dict[str, int]:
    """Put the archive's database and media in place and return counts of files and database bytes.

    The server must be stopped. Raises BackupError, with nothing changed, when the archive is damaged or foreign.
    """
    if not archive_path.exists():
        raise BackupError(f"There is no archive at {archive_path}.")
    with tempfile.TemporaryDirectory(dir=database.parent) as scratch:
        place = Path(scratch)
        try:
            with tarfile.open(archive_path, "r:gz") as archive:
                archive.extractall(place, filter="data")
            manifest: dict[str, str] = json.loads((place / MANIFEST).read_text())
        except (tarfile.TarError, OSError, EOFError, ValueError) as error:
            raise BackupError(f"{archive_path} is damaged or is no backup of Varig.") from error
        for name, wanted in manifest.items():
            if not (place / name).is_file() or _hash(place / name) != wanted:
                raise BackupError(f"{archive_path}: the file {name} is damaged. Nothing was changed.")
        with closing(sqlite3.connect(place / DATABASE)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupError(f"{archive_path}: the database in it is damaged. Nothing was changed.")
        _put(place / DATABASE, database)
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        (place / "media").mkdir(exist_ok=True)
        _put(place / "media", media)
    return {"files": len(manifest) - 1, "database_bytes": database.stat().st_size}


def _put(new: Path, target: Path) -> None:
    """Move `new` to `target`; what stood there is kept beside it under the name `.before-restore`."""
    before = target.with_name(target.name + ".before-restore")
    if target.exists():
        if before.is_dir():
            shutil.rmtree(before)
        else:
            before.unlink(missing_ok=True)
        target.rename(before)
    shutil.move(new, target)
