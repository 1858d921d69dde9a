import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { lockProgramme } from './closing.server'
import { recountTopic } from './counted.server'
import { territoryOf } from './programme'
import type { AgreementChangeForm } from './programmes.forms.server'

type Reading = Scope<'staff', 'programmes.read'>
type Changing = Scope<'staff', 'programmes.read' | 'programmes.change'>

const agreementQuery = (scope: Reading, code: string, account: string) =>
  scope.rows
    .selectFrom('programme_agreements as g')
    .innerJoin('programmes as p', 'p.id', 'g.programme_id')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .select([
      'g.id',
      'g.programme_id',
      'g.account_id',
      'g.root_account_id',
      'g.territory',
      'g.covers',
      'g.joined_on',
      'g.ended_on',
    ])
    .select('g.version')
    .select(['p.code', 'p.name', 'p.local_name', 'a.code as account_code', 'a.name as account'])
    .where('p.code', '=', code)
    .where('a.code', '=', account)

/** One distributor's agreement with a programme. 404 where there is none. */
export async function getAgreement(scope: Reading, code: string, account: string) {
  const row = (await agreementQuery(scope, code, account).executeTakeFirst()) ?? notFound()
  const agreement = {
    programme: { code: row.code, name: row.name, localName: row.local_name },
    account: { code: row.account_code, name: row.account },
    tree: row.covers === 'tree',
    territory: territoryOf(row.territory),
    joinedOn: row.joined_on,
    endedOn: row.ended_on,
    version: row.version,
  }
  return { id: row.id, programmeId: row.programme_id, agreement }
}
export type AgreementRecord = Awaited<ReturnType<typeof getAgreement>>['agreement']

/**
 * Changes where an agreement holds and until when; what is open is counted anew. Closed periods stay as they are: it ends on their last
 * day or later, and one that ended within them stays so. A conflict where somebody else was faster.
 */
export async function changeAgreement(
  scope: Changing,
  code: string,
  account: string,
  form: AgreementChangeForm,
): Promise<{ account: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const programme = await lockProgramme(inner, code)
    const row = (await agreementQuery(inner, code, account).forUpdate().executeTakeFirst()) ?? notFound()
    if (row.version !== form.version) throw new Conflict({ territory: row.territory, ended_on: row.ended_on ?? '' })
    const ended_on = form.ended_on ?? null
    const wrong = await endingWrong(inner, programme.id, row, ended_on)
    if (wrong) return wrong
    const territory = form.territory.join(',')
    await inner.rows
      .updateTable('programme_agreements')
      .set({ territory, ended_on, version: row.version + 1, updated_at: inner.now })
      .where('id', '=', row.id)
      .execute()
    if (territory !== row.territory || ended_on !== row.ended_on) await keepChange(inner, row, { territory, ended_on })
    await inner.queue({ topic: recountTopic, payload: { programmeId: programme.id } })
    await inner.audit({
      action: 'programmes.agreement',
      subject: { type: 'programme', id: code },
      accountId: row.account_id,
      before: { territory: row.territory, ended_on: row.ended_on },
      after: { account, territory, ended_on },
    })
    return { account }
  })
}

type Terms = { territory: string; ended_on: string | null }

/** What an agreement was and is, with who changed it, for its timeline. */
const keepChange = (scope: Changing, row: Terms & { id: Id; account_id: Id; root_account_id: Id }, after: Terms) =>
  scope.add('agreement_changes', row, {
    agreement_id: row.id,
    territory_from: row.territory,
    territory_to: after.territory,
    ended_from: row.ended_on,
    ended_to: after.ended_on,
    at: scope.now,
    actor_id: scope.who.personId === '0' ? null : scope.who.personId,
  })

async function endingWrong(
  scope: Changing,
  programmeId: string,
  { joined_on, ended_on: before }: { joined_on: string; ended_on: string | null },
  after: string | null,
): Promise<Refusal | null> {
  if (after === before) return null
  if (after !== null && after < joined_on) return refuse('ended_on', 'programmes:agreement.endsBefore')
  const { day } = await scope.rows
    .selectFrom('programme_periods')
    .select((eb) => eb.fn.max('ends_on').as('day'))
    .where('programme_id', '=', programmeId)
    .executeTakeFirstOrThrow()
  if (day === null) return null
  if (before !== null && before < day) return refuse('ended_on', 'programmes:agreement.over', { day })
  return after !== null && after < day ? refuse('ended_on', 'programmes:agreement.endsClosed', { day }) : null
}
