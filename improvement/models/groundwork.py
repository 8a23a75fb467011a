"""What a project stands on: the need, who has said yes, what is known, and how it is today (S56, S58)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from improvement.models.entries import Entry
from portal.security.modelfields import FreeCharField, FreeTextField


class NeedSource(models.TextChoices):
    """The seven sources from which a shared recognition of a need comes (S56, 1a)."""

    USERS = "users", _("input from users and relatives")
    STAFF = "staff", _("input from leaders and staff")
    KNOWLEDGE = "knowledge", _("new knowledge or technology")
    DEMANDS = "demands", _("laws, requirements or the media")
    INCIDENTS = "incidents", _("deviations, complaints and unwanted incidents")
    GUIDELINES = "guidelines", _("new professional guidelines")
    LIMITS = "limits", _("changed needs of users, or changed economy")


class Need(Entry):
    """Something that says that improvement is needed."""

    slug = "behov"

    source = models.CharField(_("where it comes from"), max_length=12, choices=NeedSource, blank=True)
    what = FreeCharField(_("what is needed"), max_length=300)
    shown_by = FreeTextField(_("what shows it"), blank=True)
    seen_on = models.DateField(_("when it was seen"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return self.what


class Party(models.TextChoices):
    """The five with whom an improvement is anchored (S56, 1b)."""

    LEADERS = "leaders", _("the leaders")
    PROFESSION = "profession", _("the professional community")
    STAFF = "staff", _("the staff")
    USERS = "users", _("the users")
    OTHERS = "others", _("others who are concerned")


class Backing(models.TextChoices):
    """How far somebody is with the improvement."""

    NOT_ASKED = "not_asked", _("not asked yet")
    TOLD = "told", _("knows of it")
    YES = "yes", _("has said yes")
    ACTIVE = "active", _("takes part")
    NO = "no", _("has said no")


class Anchoring(Entry):
    """Where one party stands, what shows it, and how long it holds. `phase` is the project's when it was written."""

    slug = "forankring"

    party = models.CharField(_("party"), max_length=12, choices=Party)
    who = FreeCharField(_("who"), max_length=200, blank=True)
    backing = models.CharField(_("status"), max_length=12, choices=Backing, default=Backing.NOT_ASKED)
    evidence = FreeTextField(_("what shows it"), blank=True)
    holder = FreeCharField(_("who keeps in touch"), max_length=150, blank=True)
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    next_move = FreeTextField(_("next move"), blank=True)
    phase = models.CharField(max_length=60, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = _("anchoring")
        verbose_name_plural = _("anchorings")

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {self.who}" if self.who else str(self.get_party_display())


class KnowledgeKind(models.TextChoices):
    """The three kinds of knowledge in knowledge-based practice (S56, 1c)."""

    RESEARCH = "research", _("research")
    EXPERIENCE = "experience", _("experience")
    USERS = "users", _("users' knowledge")


class Knowledge(Entry):
    """Something that is known, and where it is known from."""

    slug = "kunnskap"

    kind = models.CharField(_("kind of knowledge"), max_length=12, choices=KnowledgeKind, blank=True)
    says = FreeTextField(_("what it says"))
    source = FreeCharField(_("source"), max_length=300, blank=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    means = FreeTextField(_("what it means for us"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("piece of knowledge")
        verbose_name_plural = _("knowledge base")

    def __str__(self) -> str:
        return self.says


class Method(models.TextChoices):
    """Ways to find out how it is today (S58)."""

    INTERVIEW = "interview", _("interviews")
    FOCUS_GROUP = "focus_group", _("focus groups")
    EXPERIENCE = "experience", _("users' experiences")
    STORY = "story", _("stories")
    JOURNEY = "journey", _("service journeys")
    FORM = "form", _("assessment forms")
    INSIGHT = "insight", _("Innsikt (KS)")
    PLANNING = "planning", _("Planleggingsverktøy (KS)")
    OTHER = "other", _("other ways")


class Mapping(Entry):
    """One thing that is done to find out how it is today, and what it showed."""

    slug = "kartlegging"

    asks = FreeCharField(_("what we want to know"), max_length=300)
    method = models.CharField(_("method"), max_length=12, choices=Method, blank=True)
    who = FreeCharField(_("who does it, with whom"), max_length=200, blank=True)
    due_on = models.DateField(_("when"), null=True, blank=True)
    material = FreeTextField(_("material"), blank=True)
    finding = FreeTextField(_("what we found"), blank=True)
    goal = models.ForeignKey(
        "improvement.Goal",
        verbose_name=_("leads to the goal"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta(Entry.Meta):
        verbose_name = _("mapping")
        verbose_name_plural = _("mapping plan")

    def __str__(self) -> str:
        return self.asks


class Weight(models.TextChoices):
    """How binding a requirement is, by the words that laws and guidelines use."""

    # With a context: «may» alone is a month to Django.
    MUST = "must", pgettext_lazy("a requirement", "must")
    SHOULD = "should", pgettext_lazy("a requirement", "should")
    MAY = "may", pgettext_lazy("a requirement", "may")


class Fulfilment(models.TextChoices):
    """How far a requirement is met."""

    MET = "met", _("met")
    PARTLY = "partly", _("partly met")
    NOT_MET = "not_met", _("not met")
    UNKNOWN = "unknown", _("not known")


class Requirement(Entry):
    """Something that is required, how it is with us, and what is done about the gap (S58)."""

    slug = "krav"

    what = FreeCharField(_("requirement"), max_length=300)
    weight = models.CharField(_("must, should or may"), max_length=10, choices=Weight, blank=True)
    source = FreeCharField(_("where it stands"), max_length=300, blank=True)
    fulfilment = models.CharField(_("our status"), max_length=10, choices=Fulfilment, default=Fulfilment.UNKNOWN)
    evidence = FreeTextField(_("what shows it"), blank=True)
    gap = FreeTextField(_("gap"), blank=True)
    remedy = FreeTextField(_("what we do about the gap"), blank=True)
    responsible = FreeCharField(_("who does it"), max_length=150, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")

    def __str__(self) -> str:
        return self.what
