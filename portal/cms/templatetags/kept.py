"""Parts of templates that are the same for everybody until content changes."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from portal.cms.services.kept import keep, nobody, place

register = template.Library()


class KeptNode(template.Node):
    """Renders its body for nobody, and keeps it."""

    def __init__(self, nodelist: NodeList, names: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.names = names

    def render(self, context: template.Context) -> SafeString:
        """Return the kept text; previews, and templates without a request, render anew."""
        request = context.get("request")
        if request is None:
            return self.nodelist.render(context)
        if getattr(request, "is_preview", False):
            return self._make(context)
        names = [name.resolve(context) for name in self.names]
        if None in names:
            return self.nodelist.render(context)
        return mark_safe(keep(lambda: str(self._make(context)), place(request), *names))  # noqa: S308 - rendered above

    def _make(self, context: template.Context) -> SafeString:
        with context.push(**nobody(context["request"])):
            return self.nodelist.render(context)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" value … %}…{% endkept %}`: keep what stands between, for this name and these values.

    The key holds the content version, the day, the language and the host besides. What stands between must depend on
    nothing else: it sees no person, session, messages or token (`request.user` is anonymous), and whatever of the
    address or of the page it shows must be among the values. A value of None says: do not keep it this time.
    """
    names = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if not names:
        raise template.TemplateSyntaxError("kept needs a name")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, names)
