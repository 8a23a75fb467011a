"""Who and what the demo holds. Plain data, so that it reads as a list."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts.models import OrganisationKind as Kind
from portal.accounts.roles import Role
from portal.kernel.regions import HealthRegion as Region


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation: name, slug, kind, region, what it is part of, language of its letters."""

    name: str
    slug: str
    kind: Kind
    region: Region | str = ""
    parent: str = ""
    language: str = "nb"


# What something is part of stands before it.
ORGANISATIONS: tuple[Entry, ...] = (
    # Invented.
    Entry("Demo kommune", "demo-kommune", Kind.KOMMUNE, Region.NORTH),
    Entry("Koordinerende enhet, Demo kommune", "demo-ke", Kind.SERVICE, Region.NORTH, "demo-kommune"),
    Entry("Hjemmetjenesten, Demo kommune", "demo-hjemmetjenesten", Kind.SERVICE, Region.NORTH, "demo-kommune"),
    Entry("Psykisk helse og rus, Demo kommune", "demo-psykisk-helse", Kind.SERVICE, Region.NORTH, "demo-kommune"),
    Entry("Oppvekst, Demo kommune", "demo-oppvekst", Kind.SERVICE, Region.NORTH, "demo-kommune"),
    # Real, named in the material the portal builds on. Bare entries.
    Entry("Senja kommune", "senja-kommune", Kind.KOMMUNE, Region.NORTH),
    Entry("Kinn kommune", "kinn-kommune", Kind.KOMMUNE, Region.WEST, language="nn"),
    Entry("Suldal kommune", "suldal-kommune", Kind.KOMMUNE, Region.WEST, language="nn"),
    Entry("Bø kommune", "bo-kommune", Kind.KOMMUNE),
    Entry("Helse Nord RHF", "helse-nord-rhf", Kind.REGIONAL_HEALTH, Region.NORTH),
    Entry("Helse Vest RHF", "helse-vest-rhf", Kind.REGIONAL_HEALTH, Region.WEST, language="nn"),
    Entry("Helse Midt-Norge RHF", "helse-midt-norge-rhf", Kind.REGIONAL_HEALTH, Region.CENTRAL),
    Entry("Helse Sør-Øst RHF", "helse-sor-ost-rhf", Kind.REGIONAL_HEALTH, Region.SOUTH_EAST),
    Entry("Universitetssykehuset Nord-Norge (UNN)", "unn", Kind.HEALTH_TRUST, Region.NORTH, "helse-nord-rhf"),
    Entry("Stavanger universitetssjukehus (SUS)", "sus", Kind.HEALTH_TRUST, Region.WEST, "helse-vest-rhf", "nn"),
    Entry("Helsefellesskapet Agder", "helsefellesskapet-agder", Kind.HELSEFELLESSKAP, Region.SOUTH_EAST),
    Entry("NAV", "nav", Kind.NAV),
    Entry("USHT Nordland", "usht-nordland", Kind.USHT, Region.NORTH),
    Entry("InnoMed", "innomed", Kind.INNOMED),
    Entry("Helsedirektoratet", "helsedirektoratet", Kind.DIRECTORATE),
    Entry("SINTEF", "sintef", Kind.RESEARCH),
    # The portal's own house.
    Entry("Varig, redaksjonen i demoen", "demo-varig", Kind.OTHER),
)

# (name in the address, first name, last name): the name says the role.
PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("koordinator", "Koordinator", "i demo-kommunen"),
    ("prosjektleder", "Prosjektleder", "i demo-kommunen"),
    ("prosjektmedlem", "Prosjektmedlem", "i demo-kommunen"),
    ("radgiver", "Rådgiver", "i demoen"),
    ("moderator", "Moderator", "i demoen"),
    ("redaktor", "Redaktør", "i demoen"),
    ("oversetter", "Oversetter", "i demoen"),
    ("orgadmin", "Organisasjonsansvarlig", "i demo-kommunen"),
    ("leder", "Leder", "i demo-kommunen"),
    ("ke", "Koordinerende enhet", "i demo-kommunen"),
    ("erfaringskonsulent", "Erfaringskonsulent", "i demoen"),
    ("admin", "Administrator", "i demoen"),
)

# The peer consultant has no employer here. The coordinator has two hats, and so has the project lead.
HATS: tuple[tuple[str, str, Role], ...] = (
    ("koordinator", "demo-kommune", Role.COORDINATOR),
    ("koordinator", "demo-ke", Role.KE),
    ("prosjektleder", "demo-kommune", Role.PROJECT_LEAD),
    ("prosjektleder", "demo-hjemmetjenesten", Role.LEADER),
    ("prosjektmedlem", "demo-kommune", Role.TEAM_MEMBER),
    ("radgiver", "usht-nordland", Role.ADVISOR),
    ("moderator", "demo-varig", Role.MODERATOR),
    ("redaktor", "demo-varig", Role.EDITOR),
    ("orgadmin", "demo-kommune", Role.ORGANISATION_ADMIN),
    ("leder", "demo-kommune", Role.LEADER),
    ("ke", "demo-kommune", Role.KE),
    ("admin", "demo-varig", Role.ADMINISTRATOR),
)

# Waiting for an answer, so that the list of invitations is not empty.
INVITED: tuple[tuple[str, str, Role], ...] = (
    ("ny.koordinator@demo.varig", "Ny koordinator", Role.COORDINATOR),
    ("ny.leder@demo.varig", "Ny leder", Role.LEADER),
)
