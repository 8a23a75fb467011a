from portal.security.models.audit import AuditEntry

__all__ = ["AuditEntry"]
