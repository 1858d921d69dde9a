import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of requests change. */
export const requestAuditFields: AuditField[] = [
  { field: 'priority', label: 'requests:audit.priority' },
  { field: 'visibility', label: 'requests:audit.visibility' },
  { field: 'assignee_id', label: 'requests:audit.assignee' },
]
