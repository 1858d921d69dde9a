import { rootIsTop, rootOfAccount } from '~/features/accounts/accounts.invariants.server'
import { auditWhole, noStuckJob } from '~/features/operations/operations.invariants.server'
import { resetSender } from '~/features/people/passwords.commands.server'
import { oneOpenInvitation, staffOrMember } from '~/features/people/people.invariants.server'
import { peopleMailer } from '~/features/people/people.mail.server'
import { housekeeping } from '~/work/housekeeping.server'
import type { Work } from '~/work/jobs'
import type {
  AuditField,
  Finder,
  ImportEntity,
  Invariant,
  JobHandler,
  Scheduled,
  Subscriber,
  TimelineSource,
} from './registry.types'

// How features meet: one line per feature and kind. Nothing else knows all features.

export const timelineSources: TimelineSource[] = []

export const finders: Finder[] = []

export const jobHandlers: JobHandler[] = [peopleMailer, resetSender]

export const subscribers: Subscriber[] = []

export const scheduled: Scheduled[] = [housekeeping]

export const invariants: Invariant[] = [noStuckJob, auditWhole, rootIsTop, rootOfAccount, oneOpenInvitation, staffOrMember]

export const auditFields: AuditField[] = []

export const importEntities: ImportEntity[] = []

export const work: Work = { handlers: jobHandlers, subscribers, scheduled }
