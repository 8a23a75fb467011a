"""*Fortsett* leads to the block one was at, whatever kind of block a lesson may hold."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from courses.blocks.streams import LessonStream
from courses.presenters import continue_card
from tests.factories.accounts import UserFactory
from tests.factories.courses import key, lesson, make_course
from tests.integration.courses.test_continue import url

pytestmark = pytest.mark.django_db

STREAM = LessonStream()


@pytest.mark.parametrize("kind", sorted(STREAM.child_blocks))
def test_one_goes_on_at_a_block_of_every_kind(client: Client, kind: str) -> None:
    make_course(languages=("nb",))
    page, child, place = lesson(1), STREAM.child_blocks[kind], str(key("of every kind", kind))
    example = child.get_prep_value(child.normalize(child.get_preview_value()))
    page.body = json.dumps([{"type": kind, "value": example, "id": place}])
    page.save_revision().publish()
    person = UserFactory()
    client.force_login(person)
    client.post(url("start", key("course")))

    client.post(url("position", key("lesson", 1)), {"block": place})

    card = continue_card(person, "nb")
    assert card is not None
    assert card.url.endswith(f"/leksjon-1/#b-{place}")
    assert f'id="b-{place}"' in client.get(card.url.split("#")[0]).content.decode()
