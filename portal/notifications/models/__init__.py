from portal.notifications.models.letters import Letter

__all__ = ["Letter"]
