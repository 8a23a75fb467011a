"""Every address of the portal. Rooms bring their own urls.py; this file only puts them together."""

from __future__ import annotations

import posixpath

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.http import urlencode
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.assets.models import PortalImage
from portal.cms.views.machines import robots, sitemap
from portal.security.guards import public
from portal.security.middleware import FILE_POLICY

PICTURES = ("images/", "original_images/")
# How long a copy outside the portal may live on after a consent is withdrawn.
PICTURE_SECONDS = 300


@public("The admin's sign-in is the portal's: one door.")
def admin_login(request: HttpRequest) -> HttpResponse:
    """Lead the admin's own sign-in page to the portal's.

    Wagtail also sends people here who are signed in and may not enter; for them it is said so, else the two doors would
    send them to each other for ever.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "portal/accounts/pages/no_admin.html", {"noindex": True}, status=403)
    target = request.GET.get("next") or reverse("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


@public("Pictures are public by their address; documents are not served here.")
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve pictures, in every size, while the consent of those in them holds.

    No web server in front may serve the folder itself: it cannot know when a consent ends. Other folders hold files
    that need a permission.
    """
    path = posixpath.normpath(path).lstrip("/")
    if not path.startswith(PICTURES) or PortalImage.objects.withheld().of_file(path).exists():
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cache-Control"] = f"public, max-age={PICTURE_SECONDS}"
    return response


urlpatterns = [
    path("admin/login/", admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("portal.assets.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media, name="media"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("", include("portal.roof.urls")),
]

urlpatterns += i18n_patterns(
    path("", include("portal.accounts.urls")),
    path("", include("portal.spaces.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("portal.cms.urls")),
    path("", include("portal.notifications.urls")),
    path("", include("portal.actions.urls")),
    path("", include("portal.worksheets.urls")),
    path("", include("portal.handbook.urls")),
    path("", include("portal.gatherings.urls")),
    path("", include("courses.urls")),
    path("", include("improvement.urls")),
    path("", include("network.urls")),
    path("_util/login/", admin_login),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "portal.security.views.bad_request"
