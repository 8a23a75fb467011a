"""From a lesson to a tool in one's own project."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from portal.seams import tools
from portal.security.guards import signed_in


@require_GET
@signed_in
def try_tool(request: HttpRequest, tool_key: str) -> HttpResponse:
    """Lead straight to the tool when there is one project; let the person choose when there are several."""
    tool = tools.tool(tool_key)
    if tool is None:
        raise Http404
    places = tools.workplaces(request.user)
    if len(places) == 1:
        return redirect(tool.url_for(places[0].space))
    rows = [{"name": place.name, "url": tool.url_for(place.space)} for place in places]
    context = {"tool": tool, "rows": rows, "begin_url": tools.begin_url(), "noindex": True}
    return render(request, "courses/pages/try_tool.html", context)
