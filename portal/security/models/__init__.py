from portal.security.models.audit import AuditEntry
from portal.security.models.ratelimits import RateCounter

__all__ = ["AuditEntry", "RateCounter"]
