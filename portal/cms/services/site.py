"""Everything a fresh portal needs before the first editor signs in. Run as often as one likes: it adds what lacks."""

from __future__ import annotations

import json
import tomllib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.cms.models import MenuKind, SiteMenu, Term
from portal.cms.services.groups import MODERATORS, ensure_groups

if TYPE_CHECKING:
    from portal.cms.demo.loader import PageLoader

CONTENT = Path(__file__).resolve().parent.parent / "demo" / "content"
MAIN_MENU = ("laer", "forbedre", "motes", "erfaringer", "verktoy")
FOOTER = ("om-varig", "tilgjengelighet", "personvern")
# Where report writers may add: the list of reports once there is one (network), else the section above it.
REPORTS = ("prosjekterfaringer", "erfaringer")
COLLECTIONS = ("Bilder", "Dokumenter")
# Names of data are the same for everybody, so they are words that bokmål and nynorsk share.
ENGLISH_REVIEW = "Moderators approval"
REVIEW = "Gjennomgang"
REVIEW_TASK = "Gjennomgang hos moderator"
UNNAMED = "Root"
ALL_PAGES = "Alle sider"
COMMON_FILES = "Felles"


@transaction.atomic
def setup_site() -> None:
    """Make locales, pages that every portal has, site, menus, groups, workflow and collections."""
    from portal.cms.demo.kinds import KINDS
    from portal.cms.demo.loader import PageLoader, find_page

    ensure_locales()
    ensure_terms()
    ensure_names()
    ensure_homes()
    loader = PageLoader(CONTENT / "pages")
    loader.load(KINDS, [key for key in structure_keys(loader) if key != "home"])
    ensure_site()
    ensure_menus()
    reports = (
        next((page for key in REPORTS if (page := find_page(key, code))), None) for code, _name in settings.LANGUAGES
    )
    ensure_groups(page for page in reports if page is not None)
    ensure_workflow()
    for name in COLLECTIONS:
        if not Collection.objects.filter(name=name).exists():
            Collection.get_first_root_node().add_child(name=name)


def structure_keys(loader: PageLoader) -> list[str]:
    """Return the keys of the pages that every portal has: home, sections, and what the footer leads to."""
    return ["home", *loader.keys("section"), *FOOTER]


def ensure_locales() -> None:
    """Make a locale for each language of the settings; the first must be bokmål, made by the first migration."""
    if not Locale.objects.filter(language_code="nb").exists():
        raise RuntimeError("There is no bokmål locale: LANGUAGE_CODE was another when the database was first migrated.")
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def ensure_terms() -> None:
    """Make the words that pages are sorted by; what editors have changed stays."""
    terms = tomllib.loads((CONTENT / "terms.toml").read_text(encoding="utf-8"))["terms"]
    have = set(Term.objects.values_list("kind", "slug"))
    for place, each in enumerate(terms):
        if (each["kind"], each["slug"]) not in have:
            Term.objects.create(
                kind=each["kind"],
                slug=each["slug"],
                name_nb=each["nb"],
                name_nn=each.get("nn", ""),
                name_en=each.get("en", ""),
                name_se=each.get("se", ""),
                sort_order=place,
            )


def ensure_names() -> None:
    """Give what Wagtail calls «Root» names that editors understand, unless somebody has named it."""
    Page.objects.filter(depth=1, title=UNNAMED).update(title=ALL_PAGES, draft_title=ALL_PAGES)
    Collection.objects.filter(depth=1, name=UNNAMED).update(name=COMMON_FILES)


def ensure_homes() -> None:
    """Make a home page for each language, bokmål's first; take Wagtail's welcome page away."""
    from portal.cms.demo.kinds import KINDS
    from portal.cms.demo.loader import Builder, PageLoader, find_page, page_key

    loader = PageLoader(CONTENT / "pages")
    root = Page.get_first_root_node()
    for code, _name in settings.LANGUAGES:
        if find_page("home", code) is not None:
            continue
        data = loader.pages["home"].get(code)
        if data is None:
            # A language without texts of ours (Northern Sami): bokmål's front door, marked, until it is translated.
            find_page("home", "nb").copy_for_translation(Locale.objects.get(language_code=code), alias=True)  # type: ignore[union-attr]
            continue
        kind = KINDS["home"]
        home = kind.model(
            title=data["title"],
            slug=data["slug"] if code == "nb" else f"{data['slug']}-{code}",
            locale=Locale.objects.get(language_code=code),
            translation_key=page_key("home"),
            summary=data["summary"],
            search_description=data["summary"][:250],
            **kind.fields(data, Builder("home", code)),
        )
        root.add_child(instance=home)
        home.save_revision().publish()
        root.refresh_from_db()


def ensure_site() -> None:
    """Point the default site at bokmål's home page and at the address of the environment (VARIG_BASE_URL)."""
    from portal.cms.demo.loader import find_page

    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    home = find_page("home", "nb")
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "root_page": home,
    }
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    for welcome in Page.objects.filter(depth=2).exclude(translation_key=home.translation_key):  # type: ignore[union-attr]
        # Only Wagtail's own first page is a plain Page.
        if welcome.content_type.model_class() is Page:
            welcome.delete()


def ensure_menus() -> None:
    """Make the main menu and the footer in each language that has texts."""
    from portal.cms.demo.loader import SPACE, find_page

    for kind, keys in ((MenuKind.MAIN, MAIN_MENU), (MenuKind.FOOTER, FOOTER)):
        for locale in Locale.objects.filter(language_code__in=["nb", "nn", "en"]):
            if SiteMenu.objects.filter(kind=kind, locale=locale).exists():
                continue
            pages = [page for key in keys if (page := find_page(key, locale.language_code))]
            links = [
                {
                    "type": "link",
                    "id": str(uuid.uuid5(SPACE, f"menu/{kind}/{place}")),
                    "value": {"label": "", "page": page.pk, "url": ""},
                }
                for place, page in enumerate(pages)
            ]
            menu = SiteMenu(
                kind=kind,
                locale=locale,
                translation_key=uuid.uuid5(SPACE, f"menu/{kind}"),
                links=json.dumps(links),
                live=True,
            )
            menu.save()
            menu.save_revision().publish()


def ensure_workflow() -> None:
    """Make «send to review» lead to the moderators, for all pages."""
    from django.contrib.auth.models import Group

    # Wagtail's first migration makes one of each with an English name; names that somebody here has chosen stay.
    GroupApprovalTask.objects.filter(name=ENGLISH_REVIEW).update(name=REVIEW_TASK)
    Workflow.objects.filter(name=ENGLISH_REVIEW).update(name=REVIEW)
    task = GroupApprovalTask.objects.filter(active=True).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=REVIEW_TASK, active=True)
    task.groups.add(Group.objects.get(name=MODERATORS))
    workflow = Workflow.objects.filter(active=True).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=REVIEW, active=True)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    root = Page.get_first_root_node()
    if not WorkflowPage.objects.filter(page=root).exists():
        WorkflowPage.objects.create(workflow=workflow, page=root)
