import { z } from 'zod'
import { readNumber } from '~/values/typed-number'
import { priorities, requestKinds, requestStatuses, requestVisibilities } from './request'

// What each form of requests may hold. Messages are keys of the languages.

/** Nobody writes, and nobody reads, a longer one. */
export const longestMessage = 8000
/** What is wrong with one line of a claim, in a sentence or two. */
const longestReason = 300
/** As many as the size of the form allows. */
export const mostPhotos = 3

const version = z.coerce.number().int().min(1).max(4_294_967_295)
const body = z
  .string('requests:refused.body')
  .trim()
  .min(1, 'requests:refused.body')
  .max(longestMessage, 'requests:refused.bodyLong')
const number = z.string().trim().max(60, 'requests:refused.number').optional()

/** A new request. What it is about is named as people say it; files come beside it. */
const fields = z.looseObject({
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
  photos: z
    .array(z.instanceof(File, { error: 'files:missing' }))
    .max(mostPhotos, 'requests:refused.photos')
    .optional(),
})

/** '12,5' and '12.5' alike; empty is nothing. What can be read in two ways is asked for again. */
const amount = (text: unknown): string | null => {
  const typed = String(text ?? '').trim()
  if (typed === '') return '0'
  const { value } = readNumber(typed)
  return value !== null && /^\d{1,12}(\.\d{1,6})?$/.test(value) ? value : null
}

export type ClaimLine = { line: number; short: string; damaged: string; reason: string }

/** A new request; `short_3` and `damaged_3` are quantities of line 3 of the order. */
export const newForm = fields.transform((form, refuse) => {
  const lines = Object.keys(form).flatMap((name) => /^short_(\d{1,6})$/.exec(name)?.[1] ?? [])
  const claim = lines.map((line): ClaimLine => {
    const [short, damaged] = [amount(form[`short_${line}`]), amount(form[`damaged_${line}`])]
    for (const [name, value] of [
      [`short_${line}`, short],
      [`damaged_${line}`, damaged],
    ] as const)
      if (value === null) refuse.addIssue({ code: 'custom', path: [name], message: 'requests:refused.quantity' })
    const reason = String(form[`reason_${line}`] ?? '').trim()
    if (reason.length > longestReason)
      refuse.addIssue({ code: 'custom', path: [`reason_${line}`], message: 'requests:refused.reasonLong' })
    return { line: Number(line), short: short ?? '0', damaged: damaged ?? '0', reason }
  })
  const { kind, subject, body, visibility, account, order, shipment, photos = [] } = form
  return { kind, subject, body, visibility, account, order, shipment, photos, claim }
})
type Named = 'account' | 'order' | 'shipment'
type Read = z.output<typeof newForm>
export type NewForm = Omit<Read, Named> & { [N in Named]?: string | undefined }

/** What a member can do on the page of a request, by the button that was pressed. */
export const memberForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), body }),
  z.object({ do: z.literal('close'), version }),
  z.object({ do: z.literal('reopen'), body, version }),
  z.object({ do: z.literal('watch'), watcher: z.string('requests:refused.watcher').max(40) }),
  z.object({ do: z.literal('unwatch'), watcher: z.string('requests:refused.watcher').max(40) }),
  z.object({ do: z.literal('show'), visibility: z.enum(requestVisibilities, 'requests:refused.visibility'), version }),
])
export type MemberForm = z.output<typeof memberForm>

const tag = z
  .string('requests:refused.tag')
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\s,]+/g, ' ')
      .trim(),
  )
  .refine((text) => text.length >= 2 && text.length <= 40, 'requests:refused.tag')

/** What an answer leaves behind: whose turn it is then. */
export const afterReply = ['open', 'waiting_customer', 'waiting_third', 'solved'] as const

/** What staff can do there. Empty for nobody. */
export const deskForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('reply'), body, status: z.enum(afterReply, 'requests:refused.status'), version }),
  z.object({ do: z.literal('note'), note: body }),
  z.object({ do: z.literal('tag'), tag }),
  z.object({ do: z.literal('untag'), tag }),
  z.object({ do: z.literal('take'), version }),
  z.object({ do: z.literal('assign'), assignee: z.string().max(40).optional(), version }),
  z.object({ do: z.literal('status'), status: z.enum(requestStatuses, 'requests:refused.status'), version }),
  z.object({ do: z.literal('priority'), priority: z.enum(priorities, 'requests:refused.priority'), version }),
])
export type DeskForm = z.output<typeof deskForm>
