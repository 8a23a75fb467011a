"""A form that saves itself: what it sends, what it says, and that nothing typed is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

FORM = """
<form class="v-form" method="post" action="/example-save" data-autosave data-keep="goal-1" data-leave-warning
      data-fnr-message="This looks like a national identity number" {extra}>
  <input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="version" value="1">
  <div class="v-field"><label for="id_goal">Goal</label>
    <textarea class="ds-input" name="goal" id="id_goal"></textarea></div>
  <div class="v-field"><label for="id_other">Other</label><input class="ds-input" name="other" id="id_other"></div>
  <p role="status" data-autosave-status data-saving="saving" data-saved="saved" data-retry="trying again"
     data-invalid="mend" data-conflict="conflict" data-signed-out="signed out" data-fnr="number"></p>
  <p data-kept hidden>Brought back</p><button>Save</button>
</form>"""


@dataclass
class Server:
    """Answers the form's posts as told, and remembers them."""

    answer: str = "ok"
    posts: list[dict[str, list[str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, route: Route) -> None:
        self.posts.append(parse_qs(route.request.post_data or "", keep_blank_values=True))
        self.headers.append(route.request.headers)
        if self.answer == "ok":
            version = int(self.posts[-1]["version"][0]) + 1
            route.fulfill(status=200, content_type="application/json", body=json.dumps({"version": version}))
        elif self.answer == "gone":
            route.abort()
        elif self.answer == "sign-in":
            route.fulfill(status=302, headers={"location": "/accounts/login/"})
        elif self.answer == "conflict":
            route.fulfill(status=409, content_type="text/html", body='<h2 tabindex="-1">Somebody else saved</h2>')
        else:
            route.fulfill(
                status=422, content_type="application/json", body=json.dumps({"errors": {"goal": ["Too long"]}})
            )


@dataclass
class Example:
    """The page with the form, and its server."""

    page: Page
    server: Server

    def write(self, text: str) -> None:
        self.page.fill("#id_goal", text)

    def says(self, words: str) -> None:
        expect(self.page.locator("[data-autosave-status]")).to_have_text(words)

    @property
    def kept(self) -> str:
        return str(
            self.page.evaluate("Object.entries(sessionStorage).filter(([k]) => k.startsWith('varig-kept')).join()")
        )


def open_example(context: BrowserContext, extra: str = "") -> Example:
    """The real frame of a page, with the form in place of its content."""
    page, server = context.new_page(), Server()
    page.route("**/example-save", server)

    def put_form(route: Route) -> None:
        response = route.fetch()
        html = re.sub(
            r"(<main[^>]*>).*(</main>)", lambda m: m[1] + FORM.format(extra=extra) + m[2], response.text(), flags=re.S
        )
        route.fulfill(response=response, body=html)

    page.route("**/design/", put_form)
    page.goto("/design/")
    page.wait_for_selector("[data-autosave-ready]")
    return Example(page, server)


@pytest.fixture
def example(new_context: Callable[..., BrowserContext]) -> Example:
    return open_example(new_context())


def test_it_saves_once_typing_rests_and_takes_the_new_version(example: Example) -> None:
    example.write("More agendas")
    example.says("saved")
    assert example.server.posts[0]["goal"] == ["More agendas"]
    assert example.server.headers[0]["x-csrftoken"] == "token"
    assert example.page.input_value("[name=version]") == "2"
    assert example.kept == ""
    example.write("More agendas, sooner")
    example.says("")
    example.says("saved")
    assert example.server.posts[-1]["version"] == ["2"]


def test_it_tries_again_until_the_server_answers(example: Example) -> None:
    example.server.answer = "gone"
    example.write("In a tunnel")
    example.says("trying again")
    assert "In a tunnel" in example.kept
    example.server.answer = "ok"
    example.says("saved")
    assert example.server.posts[-1]["goal"] == ["In a tunnel"]


def test_what_is_wrong_is_said_at_the_field_and_goes_away(example: Example) -> None:
    example.server.answer = "invalid"
    example.write("Far too long")
    example.says("mend")
    expect(example.page.locator(".v-field:has(#id_goal) .v-error")).to_have_text("Too long")
    assert example.page.get_attribute("#id_goal", "aria-invalid") == "true"
    example.server.answer = "ok"
    example.write("Short")
    example.says("saved")
    assert example.page.locator(".v-error").count() == 0
    assert example.page.get_attribute("#id_goal", "aria-invalid") is None


def test_a_conflict_shows_itself_and_stops_the_saving(example: Example) -> None:
    example.server.answer = "conflict"
    example.write("Mine")
    example.says("conflict")
    assert example.page.evaluate("document.activeElement.textContent") == "Somebody else saved"
    assert example.page.input_value("#id_goal") == "Mine"
    example.write("Mine, more")
    example.page.wait_for_timeout(2000)
    assert len(example.server.posts) == 1


def test_a_session_that_ended_is_said_and_the_text_stays(example: Example) -> None:
    example.server.answer = "sign-in"
    example.write("Long thought")
    example.says("signed out")
    assert example.page.input_value("#id_goal") == "Long thought"


def test_an_identity_number_never_leaves_the_browser(example: Example) -> None:
    example.write("He has 01010750160 as number")
    example.says("number")
    expect(example.page.locator(".v-warning")).to_contain_text("identity number")
    assert example.server.posts == []
    example.page.click("button:text('Save')")
    assert example.server.posts == []
    example.write("He wants calmer meetings")
    example.says("saved")
    assert example.page.locator(".v-warning").count() == 0


def test_kept_text_comes_back_on_the_version_it_was_written_on(example: Example) -> None:
    example.server.answer = "gone"
    example.write("Before the crash")
    example.says("trying again")
    example.page.on("dialog", lambda dialog: dialog.accept())
    example.page.reload()
    assert example.page.input_value("#id_goal") == "Before the crash"
    assert example.page.locator("[data-kept]").is_visible()
    assert example.page.input_value("[name=version]") == "1"


def test_private_text_is_never_kept(new_context: Callable[..., BrowserContext]) -> None:
    example = open_example(new_context(), extra="data-private")
    example.server.answer = "gone"
    example.write("Only for me")
    example.says("trying again")
    assert "Only for me" not in example.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")


def press_save_with_a_number_in_the_field_left(page: Page) -> None:
    """Type a number, and press the button without letting go."""
    # Autosave would warn by itself when typing rests.
    page.evaluate("addEventListener('input', (event) => event.stopImmediatePropagation(), true)")
    page.click("#id_other")
    page.keyboard.insert_text("He has 01010750160 as number")
    button = page.locator("button:text-is('Save')")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.wait_for_timeout(100)  # as long as a finger rests
    assert button.bounding_box() == box


def test_the_first_press_counts_though_a_number_stands_in_the_field_left(
    new_context: Callable[..., BrowserContext],
) -> None:
    # In a workspace the browser only hints; the server asks.
    page = open_example(new_context(viewport={"width": 360, "height": 740}), extra="data-fnr-override").page
    press_save_with_a_number_in_the_field_left(page)
    with page.expect_request("**/example-save"):
        page.mouse.up()


def test_the_warning_waits_no_longer_than_the_press(example: Example) -> None:
    page = example.page
    press_save_with_a_number_in_the_field_left(page)
    page.mouse.move(10, 10)  # let go of elsewhere: nothing is sent, so it must be said
    page.mouse.up()
    expect(page.locator(".v-warning")).to_contain_text("identity number")
    assert example.server.posts == []
