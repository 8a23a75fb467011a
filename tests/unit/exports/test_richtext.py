"""Content HTML as document blocks."""

from hypothesis import given
from hypothesis import strategies as st

from portal.exports.document import Heading, ListBlock, ListItem, Paragraph, Run, as_text, plain
from portal.exports.richtext import blocks_from_html


def test_the_whole_vocabulary() -> None:
    blocks = blocks_from_html(
        '<h3>Tittel</h3><p>Les <strong>mer <em>nå</em></strong> <a href="https://a.no">her</a>.</p>'
        "<ul>\n <li>En</li>\n <li>To<ol><li>inni</li></ol></li>\n</ul>"
    )
    assert blocks == (
        Heading("Tittel", 2),
        Paragraph(
            (
                Run("Les "), Run("mer ", strong=True), Run("nå", strong=True, emphasis=True), Run(" "),
                Run("her", href="https://a.no"), Run("."),
            )
        ),
        ListBlock((ListItem(as_text("En")), ListItem(as_text("To"), (ListItem(as_text("inni")),)))),
    )  # fmt: skip


def test_unknown_tags_lose_the_tag_and_scripts_lose_everything() -> None:
    (block,) = blocks_from_html("<table><tr><td>ord &amp; tegn</td></tr></table><script>x()</script>")
    assert isinstance(block, Paragraph)
    assert plain(block.text) == "ord & tegn"


def test_paragraphs_inside_items_belong_to_the_item() -> None:
    assert blocks_from_html("<ol><li><p>En</p></li><li><p>To</p></li></ol>") == (
        ListBlock((ListItem(as_text("En")), ListItem(as_text("To"))), ordered=True),
    )


@given(st.lists(st.sampled_from(["<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<strong>", "</em>", "<h3>",
                                 "</h3>", "<br>", "<a href=x>", "</a>", "hest", " "]), max_size=25))  # fmt: skip
def test_broken_html_keeps_every_word(parts: list[str]) -> None:
    def words(blocks: object) -> int:
        return repr(blocks).count("hest")

    assert words(blocks_from_html("".join(parts))) == parts.count("hest")
