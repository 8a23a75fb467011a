"""The site and the demo for tests, with each page indexed once when all are made, not at every save on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from unittest import mock

from django_tasks.backends.immediate import ImmediateBackend

from portal.cms.services import site
from portal.roof.management.commands.demo import INDEX_TASKS, ROOMS
from portal.worksheets import demo as forms


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Gather what search and references would do at each save, and do it once for each object."""
    waiting: dict[str, tuple[Any, Any, Any]] = {}
    at_once = ImmediateBackend.enqueue

    def gather(backend: ImmediateBackend, task: Any, args: Any, kwargs: Any) -> Any:
        if task.module_path not in INDEX_TASKS:
            return at_once(backend, task, args, kwargs)
        waiting[f"{task.module_path} {args} {kwargs}"] = (task, args, kwargs)
        return None

    with mock.patch.object(ImmediateBackend, "enqueue", gather):
        yield
    for task, args, kwargs in waiting.values():
        task.enqueue(*args, **kwargs)


@indexed_at_the_end()
def setup_site() -> None:
    """Make what every portal has."""
    site.setup_site()


@indexed_at_the_end()
def load_forms() -> int:
    """Load the forms that every portal may have. Returns how many were made."""
    return forms.load_forms()


@indexed_at_the_end()
def load_demo(context: Any, *rooms: str) -> None:
    """Load the demo, or the part of it that some rooms have."""
    for room in rooms or ROOMS:
        import_module(f"{room}.demo").load(context)
