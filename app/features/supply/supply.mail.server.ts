import type { TFunction } from 'i18next'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { JobHandler, SystemScope } from '~/work/jobs'
import type { ProposalField } from './proposal'
import { supplyMail } from './supply-letters'

/** Tells whoever handed a proposal in what was decided, in their language, when the last field is. */
export const supplyMailer: JobHandler = {
  topic: supplyMail,
  async run(payload, { scope, jobId }) {
    const { proposalId } = payload as { proposalId: Id }
    const told = await toldOf(scope, proposalId)
    if (!told) return
    const language = told.language as Language
    const t = texts[language].getFixedT(language, 'supply')
    const number = told.number
    const letter = writeLetter({
      language,
      subject: t(`mail.subject.${told.state as 'approved'}`, { number }),
      heading: t(`mail.heading.${told.state as 'approved'}`, { number, host: env.HOST_NAME }),
      parts: [
        { text: t('mail.text', { host: env.HOST_NAME }) },
        { facts: await factsOf(scope, proposalId, t) },
        { action: t('mail.action'), path: `/supplier/proposals/${encodeURIComponent(number)}` },
      ],
    })
    await sendMail({ to: { name: told.name, address: told.email }, messageId: messageIdFor(jobId), ...letter })
  },
}

/** Nothing where nobody handed it in, or that person is here no more. */
async function toldOf(scope: SystemScope, id: Id) {
  return await scope.rows
    .selectFrom('proposals as p')
    .innerJoin('persons as person', 'person.id', 'p.submitted_by')
    .innerJoin('memberships as seat', (join) =>
      join.onRef('seat.person_id', '=', 'person.id').onRef('seat.root_account_id', '=', 'p.root_account_id'),
    )
    .select(['p.number', 'p.state', 'person.name', 'person.email', 'person.language'])
    .where('p.id', '=', id)
    .where('person.active', '=', 1)
    .limit(1)
    .executeTakeFirst()
}

const mostTold = 20

/** Each decision in a line, at most 20; figures are read behind the sign-in. */
async function factsOf(scope: SystemScope, id: Id, t: TFunction<'supply'>): Promise<[string, string][]> {
  const rows = await scope.rows
    .selectFrom('proposal_fields as f')
    .innerJoin('catalog_items as i', 'i.id', 'f.catalog_item_id')
    .select(['i.sku', 'f.field', 'f.decision', 'f.reason'])
    .where('f.proposal_id', '=', id)
    .orderBy('f.position')
    .limit(mostTold + 1)
    .execute()
  const lines = rows.slice(0, mostTold).map((row): [string, string] => {
    const decision = t(`decision.${row.decision as 'approved'}`)
    return [`${row.sku}, ${t(`field.${row.field as ProposalField}`)}`, row.reason ? `${decision}: ${row.reason}` : decision]
  })
  return rows.length > mostTold ? [...lines, ['…', t('mail.more')]] : lines
}
