"""The person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField


class UserManager(BaseUserManager["User"]):
    """Make people by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Make a person; without a password they must set one by a link. Addresses are stored in lower case."""
        if not email:
            raise ValueError("A person needs an e-mail address")
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Make an administrator of everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail, however it is typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A person who can sign in. May belong to several organisations, or to none."""

    username = None  # type: ignore[assignment]
    first_name = FreeCharField(_("first name"), max_length=150, blank=True)
    last_name = FreeCharField(_("last name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language of letters"), max_length=5, blank=True)
    acting_as = models.ForeignKey(
        "accounts.Membership",
        verbose_name=_("acts for"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Which of their hats the person wears now"),
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("made by the demo"), default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_lower")]

    def __str__(self) -> str:
        if self.erased_at is not None:
            return gettext("Former member")
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep addresses in lower case, so that one address is one person."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)
