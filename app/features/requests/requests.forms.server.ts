import { z } from 'zod'
import { priorities, requestKinds, requestStatuses, requestVisibilities } from './request'

// What each form of requests may hold. Messages are keys of the languages.

/** Nobody writes, and nobody reads, a longer one. */
export const longestMessage = 8000

const version = z.coerce.number().int().min(1).max(4_294_967_295)
const body = z
  .string('requests:refused.body')
  .trim()
  .min(1, 'requests:refused.body')
  .max(longestMessage, 'requests:refused.bodyLong')
const number = z.string().trim().max(60, 'requests:refused.number').optional()

/** A new request. What it is about is named as people say it; files come beside it. */
export const newForm = z.object({
  kind: z.enum(requestKinds, 'requests:refused.kind'),
  subject: z
    .string('requests:refused.subject')
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .refine((text) => text.length >= 3, 'requests:refused.subject')
    .refine((text) => text.length <= 200, 'requests:refused.subjectLong'),
  body,
  visibility: z.enum(requestVisibilities, 'requests:refused.visibility'),
  account: z.string().trim().max(40).optional(),
  order: number,
  shipment: number,
})
export type NewForm = z.output<typeof newForm>

/** What a member can do on the page of a request, by the button that was pressed. */
export const memberForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), body }),
  z.object({ do: z.literal('close'), version }),
  z.object({ do: z.literal('reopen'), body, version }),
  z.object({ do: z.literal('show'), visibility: z.enum(requestVisibilities, 'requests:refused.visibility'), version }),
])
export type MemberForm = z.output<typeof memberForm>

/** What an answer leaves behind: whose turn it is then. */
export const afterReply = ['open', 'waiting_customer', 'waiting_third', 'solved'] as const

/** What staff can do there. Empty for nobody. */
export const deskForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('reply'), body, status: z.enum(afterReply, 'requests:refused.status'), version }),
  z.object({ do: z.literal('note'), note: body }),
  z.object({ do: z.literal('take'), version }),
  z.object({ do: z.literal('assign'), assignee: z.string().max(40).optional(), version }),
  z.object({ do: z.literal('status'), status: z.enum(requestStatuses, 'requests:refused.status'), version }),
  z.object({ do: z.literal('priority'), priority: z.enum(priorities, 'requests:refused.priority'), version }),
])
export type DeskForm = z.output<typeof deskForm>
