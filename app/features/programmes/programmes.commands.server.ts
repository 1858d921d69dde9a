import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { addDays } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { isRefusal, refuse } from '~/values/outcome'
import { ruledProgrammes } from './agreements.server'
import { lockProgramme } from './closing.server'
import { recountTopic } from './counted.server'
import { mayApplyFrom } from './programme'
import type { AgreementForm, ProgrammeForm, VersionForm } from './programmes.forms.server'
import { refusalOf, rulesIn } from './programmes.forms.server'
import { findVersion } from './programmes.queries.server'
import type { Rules } from './rule-words'

type Changing = Scope<'staff', 'programmes.read' | 'programmes.change'>

/** Makes a programme with its first version, a draft. Refuses a code that is taken, and rules that cannot be. */
export async function createProgramme(scope: Changing, form: ProgrammeForm): Promise<{ code: string } | Refusal> {
  const rules = rulesIn(form, form.currency)
  const wrong = refusalOf(rules, form)
  if (wrong) return wrong
  return await scope.transaction(async (inner) => {
    const taken = await inner.rows
      .selectFrom('programmes')
      .select('id')
      .where('code', '=', form.code)
      .forUpdate()
      .executeTakeFirst()
    if (taken) return refuse('code', 'programmes:form.taken')
    const stamps = { created_at: inner.now, updated_at: inner.now }
    const { code, name, currency } = form
    const id = await inner.addLoose('programmes', { code, name, local_name: form.local_name ?? null, currency, ...stamps })
    await addRules(inner, id, 1, rules, form.note)
    await inner.audit({
      action: 'programmes.create',
      subject: { type: 'programme', id: code },
      accountId: null,
      after: { name, currency, rules },
    })
    return { code }
  })
}

const addRules = (scope: Changing, programme_id: Id, number: number, rules: Rules, note: string | undefined) =>
  scope.addLoose('programme_versions', {
    programme_id,
    number,
    rules: JSON.stringify(rules),
    note: note ?? null,
    created_at: scope.now,
    created_by: scope.who.personId === '0' ? null : scope.who.personId,
  })

/** Writes another version beside the earlier ones, a draft. Nothing that was written is ever edited. */
export async function addVersion(scope: Changing, code: string, form: VersionForm): Promise<{ number: number } | Refusal> {
  return await scope.transaction(async (inner) => {
    const programme = await lockProgramme(inner, code)
    const last = await inner.rows
      .selectFrom('programme_versions')
      .select(['number', 'rules'])
      .where('programme_id', '=', programme.id)
      .orderBy('number', 'desc')
      .executeTakeFirst()
    const currency = last ? (JSON.parse(last.rules) as Rules).currency : ''
    const rules = rulesIn(form, currency)
    const wrong = refusalOf(rules, form)
    if (wrong) return wrong
    const number = (last?.number ?? 0) + 1
    await addRules(inner, programme.id, number, rules, form.note)
    await inner.audit({
      action: 'programmes.version',
      subject: { type: 'programme', id: code },
      accountId: null,
      before: last ? { version: last.number } : null,
      after: { version: number, rules },
    })
    return { number }
  })
}

/**
 * Publishes the newest draft from a day on, where a period begins; distributors see it from now. Refuses an older draft, a day
 * within a period that another version rules, and one that is closed.
 */
export async function publishVersion(
  scope: Changing,
  code: string,
  form: { number: number; applies_from: string },
): Promise<{ number: number } | Refusal> {
  return await scope.transaction(async (inner) => {
    const programme = await lockProgramme(inner, code)
    const version = await findVersion(inner, programme.id, form.number)
    const newer = await inner.rows
      .selectFrom('programme_versions')
      .select('id')
      .where('programme_id', '=', programme.id)
      .where('number', '>', form.number)
      .executeTakeFirst()
    if (version.published || newer) return refuse('', 'programmes:publish.notNewest')
    const ruled = (await ruledProgrammes(inner, [programme.id])).get(programme.id) ?? { versions: [], closedUntil: null }
    if (ruled.closedUntil !== null && form.applies_from <= ruled.closedUntil)
      return refuse('applies_from', 'programmes:publish.closed')
    const latest = ruled.versions.at(-1)?.appliesFrom
    if (latest !== undefined && form.applies_from <= latest) return refuse('applies_from', 'programmes:publish.afterLatest')
    if (latest !== undefined && form.applies_from <= inner.now.toISOString().slice(0, 10))
      return refuse('applies_from', 'programmes:publish.running')
    if (!mayApplyFrom(ruled.versions, version.rules, form.applies_from))
      return refuse('applies_from', 'programmes:publish.notStart')
    await inner.rows
      .updateTable('programme_versions')
      .set({ applies_from: form.applies_from, published_at: inner.now, published_by: personOf(inner) })
      .where('id', '=', version.id)
      .execute()
    await inner.queue({ topic: recountTopic, payload: { programmeId: programme.id } })
    await inner.audit({
      action: 'programmes.publish',
      subject: { type: 'programme', id: code },
      accountId: null,
      after: { version: form.number, applies_from: form.applies_from },
    })
    return { number: form.number }
  })
}

const personOf = (scope: Changing): Id | null => (scope.who.personId === '0' ? null : scope.who.personId)

/** A distributor takes part from a day on. Refuses an account that does not distribute, or takes part already. */
export async function addAgreement(scope: Changing, code: string, form: AgreementForm): Promise<{ account: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const programme = await lockProgramme(inner, code)
    const account = await findDistributor(inner, form)
    if (isRefusal(account)) return account
    const owner = { account_id: account.id, root_account_id: account.root_account_id }
    const taken = await inner.rows
      .selectFrom('programme_agreements')
      .select('id')
      .where('programme_id', '=', programme.id)
      .where((eb) =>
        eb.or([
          eb('account_id', '=', account.id),
          // A branch's turnover counts once: with the tree, or by itself.
          eb.and([
            eb('root_account_id', '=', account.root_account_id),
            form.covers === 'tree' ? eb.lit(true) : eb('covers', '=', 'tree'),
          ]),
        ]),
      )
      .executeTakeFirst()
    if (taken) return refuse('account', 'programmes:agreement.taken')
    if (form.ended_on !== undefined && form.ended_on < form.joined_on)
      return refuse('ended_on', 'programmes:agreement.endsBefore')
    const ruled = (await ruledProgrammes(inner, [programme.id])).get(programme.id)
    if (ruled?.closedUntil && form.joined_on <= ruled.closedUntil)
      return refuse('joined_on', 'programmes:agreement.closed', { day: addDays(ruled.closedUntil, 1) })
    await inner.add('programme_agreements', owner, {
      programme_id: programme.id,
      covers: form.covers,
      territory: form.territory.join(','),
      joined_on: form.joined_on,
      ended_on: form.ended_on ?? null,
      created_by: personOf(inner),
      created_at: inner.now,
      updated_at: inner.now,
    })
    await inner.queue({ topic: recountTopic, payload: { programmeId: programme.id } })
    await inner.audit({
      action: 'programmes.agree',
      subject: { type: 'programme', id: code },
      accountId: account.id,
      after: { ...form },
    })
    return { account: form.account }
  })
}

async function findDistributor(scope: Changing, form: AgreementForm) {
  const account = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'distributes'])
    .where('code', '=', form.account)
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!account) return refuse('account', 'programmes:agreement.unknown')
  if (account.distributes !== 1) return refuse('account', 'programmes:agreement.noDistributor')
  if (form.covers === 'tree' && account.id !== account.root_account_id) return refuse('covers', 'programmes:agreement.notTop')
  return account
}
