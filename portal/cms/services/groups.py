"""Groups of the admin and what each may do. People come into them by their roles (portal/accounts)."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Editors"
MODERATORS = "Moderators"
TRANSLATORS = "Translators"
REPORT_WRITERS = "Report writers"
ADMINISTRATORS = "Administrators"
GROUPS = (EDITORS, MODERATORS, TRANSLATORS, REPORT_WRITERS, ADMINISTRATORS)

# On all pages. Only moderators and administrators publish; editors and translators send to review.
PAGE_RIGHTS: dict[str, tuple[str, ...]] = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    TRANSLATORS: ("change_page",),
    REPORT_WRITERS: (),
    ADMINISTRATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}

# Wagtail asks about its own models, also where the portal brings its own image and document.
FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
COLLECTION_RIGHTS: dict[str, tuple[str, ...]] = {
    EDITORS: FILES,
    MODERATORS: FILES,
    TRANSLATORS: CHOOSE,
    REPORT_WRITERS: ("wagtailimages.add_image", *CHOOSE),
    ADMINISTRATORS: (*FILES, "wagtailimages.delete_image", "wagtaildocs.delete_document"),
}

ADMIN = "wagtailadmin.access_admin"
MENUS = ("cms.add_sitemenu", "cms.change_sitemenu")
TERMS = ("cms.add_term", "cms.change_term", "cms.delete_term")
FILMS = ("assets.add_film", "assets.change_film")
REDIRECTS = ("wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect")
ORGANISATIONS = ("accounts.add_organisation", "accounts.change_organisation", "accounts.delete_organisation")
TRANSLATE = "wagtail_localize.submit_translation"
MODEL_RIGHTS: dict[str, tuple[str, ...]] = {
    EDITORS: (ADMIN, TRANSLATE, *MENUS, *TERMS, *FILMS),
    MODERATORS: (ADMIN, TRANSLATE, *MENUS, "cms.publish_sitemenu", *TERMS, *FILMS, *REDIRECTS),
    TRANSLATORS: (ADMIN, TRANSLATE, "cms.change_sitemenu"),
    REPORT_WRITERS: (ADMIN,),
    ADMINISTRATORS: (
        ADMIN,
        TRANSLATE,
        *MENUS,
        "cms.publish_sitemenu",
        "cms.delete_sitemenu",
        *TERMS,
        *FILMS,
        "assets.delete_film",
        *REDIRECTS,
        *ORGANISATIONS,
        "security.view_auditentry",
        "wagtailcore.change_site",
        "wagtailcore.add_workflow",
        "wagtailcore.change_workflow",
        "wagtailcore.add_task",
        "wagtailcore.change_task",
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
    ),
}


def ensure_groups(reports: Iterable[Page] = ()) -> None:
    """Make the groups and give each exactly its rights. `reports` are the sections in which report writers may add."""
    root = Page.get_first_root_node()
    collection = Collection.get_first_root_node()
    for name in GROUPS:
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(MODEL_RIGHTS[name]))
        _set_page_rights(group, [(root, right) for right in PAGE_RIGHTS[name]])
        _set_collection_rights(group, collection, COLLECTION_RIGHTS[name])
    writers = Group.objects.get(name=REPORT_WRITERS)
    _set_page_rights(writers, [(page, "add_page") for page in reports])


def _permissions(names: Iterable[str]) -> list[Permission]:
    found = []
    for name in names:
        app, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=app, codename=codename))
    return found


def _page_permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def _set_page_rights(group: Group, rights: list[tuple[Page, str]]) -> None:
    wanted = {(page.pk, _page_permission(codename).pk) for page, codename in rights}
    for row in GroupPagePermission.objects.filter(group=group):
        if (row.page_id, row.permission_id) in wanted:
            wanted.discard((row.page_id, row.permission_id))
        else:
            row.delete()
    for page_id, permission_id in wanted:
        GroupPagePermission.objects.create(group=group, page_id=page_id, permission_id=permission_id)


def _set_collection_rights(group: Group, collection: Collection, names: Iterable[str]) -> None:
    wanted = {permission.pk for permission in _permissions(names)}
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(collection=collection, permission_id__in=wanted).delete()
    for permission_id in wanted - set(rows.values_list("permission_id", flat=True)):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission_id=permission_id)
