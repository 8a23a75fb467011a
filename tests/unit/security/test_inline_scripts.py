"""Only the admin's own initialisers get the nonce; the same call with code in the place of data stays blocked."""

from __future__ import annotations

import pytest

from portal.security.inline_scripts import add_nonces, is_known

KNOWN = [
    'initDateChooser("id_last\\u002Dchecked", {"dayOfWeekStart": 1, "format": "Y-m-d"});',
    'initDateTimeChooser("id_go_live_at", {"formatTime": "H:i"});',
    'initTimeChooser("id_time", {});',
    'new PageChooser("id_page", {"modalUrl": "/admin/choose-page/"});',
    'createTaskChooser("id_workflow_tasks\\u002D__prefix__\\u002Dtask");',
    '(function() {\n var panel = new InlinePanel(JSON.parse("{\\u0022prefix\\u0022: \\u0022x\\u0022}"));\n })();',
    '(function() { var panel = new MultipleChooserPanel(JSON.parse("{}")); })();',
]
HOSTILE = [
    "alert(1)",
    'initDateChooser("x", {a: alert(1)});',
    'initDateChooser("x", {}); alert(1); ({});',
    'initDateChooser("x"+alert(1), {});',
    'initDateChooser("x\\u0022", {}, alert(1));',
    'new Function("x", {"a": 1});',
    'new PageChooser("id", {"a": alert(1)});',
    'new PageChooser("id", {"__proto__": {}}, fetch("/"));',
    'createTaskChooser("x"); alert(1);',
    'createTaskChooser("x" + alert(1));',
    '(function() { var panel = new InlinePanel(JSON.parse("{}")); alert(1); })();',
    '(function() { var panel = new InlinePanel(JSON.parse("{}" + alert(1) + "")); })();',
    '(function() { var panel = new InlinePanel(JSON.parse("\\" + alert(1) + \\"")); })();',
]


@pytest.mark.parametrize("text", KNOWN)
def test_the_admins_own_initialisers_are_known(text: str) -> None:
    assert is_known(text)
    assert is_known(f"\n   {text}\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_code_in_the_place_of_data_is_not_known(text: str) -> None:
    assert not is_known(text)


def test_a_nonce_is_made_only_when_a_known_script_stands_in_the_page() -> None:
    asked: list[int] = []

    def nonce() -> str:
        asked.append(1)
        return "abc"

    plain = b'<script src="/static/x.js"></script><script>alert(1)</script>'
    assert add_nonces(plain, nonce) == plain
    assert asked == []
    page = b"<p>x</p><script>" + KNOWN[0].encode() + b"</script><script>alert(1)</script>"
    marked = add_nonces(page, nonce)
    assert marked.count(b'nonce="abc"') == 1
    assert b'<script nonce="abc">initDateChooser' in marked


def test_scripts_inside_form_templates_are_marked_too() -> None:
    inside = b"<script>" + KNOWN[1].encode() + rb"<\/script>"
    assert add_nonces(inside, lambda: "n").startswith(b'<script nonce="n">')
