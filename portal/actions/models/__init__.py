from portal.actions.models.actions import Action
from portal.actions.models.decisions import Decision

__all__ = ["Action", "Decision"]
