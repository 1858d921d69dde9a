import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { handleOf } from '~/access/seal.server'
import { db } from '~/database/connection.server'
import { remindOfNotice } from '~/features/contracts/reminders.server'
import { work } from '~/features/registry.server'
import { actAtDesk } from '~/features/requests/desk.commands.server'
import { actAsMember, raiseRequest } from '~/features/requests/requests.commands.server'
import { newForm } from '~/features/requests/requests.forms.server'
import { raisingRequests, workingRequests } from '~/features/requests/requests.reach'
import { addDays } from '~/values/local-date'
import { isRefusal } from '~/values/outcome'
import { workOff } from '~/work/worker.server'
import { makeInvoice } from './support/billing'
import { makeContract } from './support/contracting'
import { openMailbox } from './support/mailbox'
import { grantOf, makeAccount, makeMember, makePerson, scopeOf, unique } from './support/make'

// What mail says to whom, when much happens with an account at once: read back from a real mail server.

const { mailTo } = await openMailbox()
const now = () => new Date()

async function people() {
  const account = await makeAccount()
  const [admin, finance, receiver] = [
    await makeMember(account, 'admin'),
    await makeMember(account, 'finance'),
    await makeMember(account, 'receiver'),
  ]
  const as = (person: { id: string }, role: 'finance' | 'receiver') =>
    scopeOf('portal', raisingRequests, { grants: [grantOf(account, role)], personId: person.id }, now())
  const agent = await makePerson({ staff_role: 'agent' })
  const desk = () => scopeOf('staff', workingRequests, { staffRole: 'agent', personId: agent.id }, now())
  return { account, admin, finance, receiver, as, desk }
}

/** Asks, has a note written about it behind the counter, and gets an answer that solves it. */
async function askAndSolve(
  scope: Parameters<typeof raiseRequest>[0],
  desk: () => Parameters<typeof actAtDesk>[0],
  kind: string,
  note: string,
) {
  const form = newForm.parse({ kind, subject: `About ${kind}`, body: 'Please look.', visibility: 'account' })
  const raised = await raiseRequest(scope, form)
  if (isRefusal(raised)) throw new Error(raised.reason)
  await actAtDesk(desk(), raised.number, { do: 'note', note })
  const { version } = await db
    .selectFrom('requests')
    .select('version')
    .where('number', '=', raised.number)
    .executeTakeFirstOrThrow()
  await actAtDesk(desk(), raised.number, { do: 'reply', body: `Answered ${kind}`, status: 'solved', version })
  return raised.number
}

test('mail tells a receiver no price, and no member an internal note', async () => {
  const { account, admin, finance, receiver, as, desk } = await people()
  const secret = `internal ${unique()}`
  const invoice = await makeInvoice(account, {}, [{ net: '4321.09' }])
  const ends_on = addDays(now().toISOString().slice(0, 10), 6)
  const contract = await makeContract(account, { ends_on, notice: 'P1D' }, null, now())
  await remindOfNotice(systemScope<StaffAbility>([], now()), [7, 30])
  const asked = await askAndSolve(as(receiver, 'receiver'), desk, 'question', secret)
  const billed = await askAndSolve(as(finance, 'finance'), desk, 'billing', secret)
  const watch = { do: 'watch', watcher: handleOf('person', receiver.id) } as const
  await expect(actAsMember(as(finance, 'finance'), billed, watch)).resolves.toMatchObject({ refused: true })
  await workOff(work)

  const [toReceiver, toFinance, toAdmin] = await Promise.all([receiver, finance, admin].map((one) => mailTo(one.email)))
  const said = (mails: typeof toReceiver) => (mails ?? []).map((mail) => `${mail.subject}\n${mail.text}`).join('\n')
  expect(said(toReceiver)).toContain(asked)
  expect(said(toFinance)).toContain(billed)
  expect(said(toAdmin)).toContain(contract.number)
  for (const word of ['4321.09', '4,321.09', invoice.number, contract.number, billed])
    expect(said(toReceiver)).not.toContain(word)
  for (const mails of [toReceiver, toFinance, toAdmin]) expect(said(mails)).not.toContain(secret)
})

test('who wrote and is not seen by the reader goes by their company, never by the host', async () => {
  const top = await makeAccount()
  const branch = await makeAccount({ name: 'Branch of the sea' }, top)
  const asker = await makeMember(branch, 'buyer')
  const boss = await makeMember(top, 'admin')
  const as = (person: { id: string }, grant: ReturnType<typeof grantOf>) =>
    scopeOf('portal', raisingRequests, { grants: [grant], personId: person.id }, now())
  const form = newForm.parse({ kind: 'question', subject: 'Where is it?', body: 'Please look.', visibility: 'account' })
  const raised = await raiseRequest(as(asker, grantOf(branch, 'buyer')), form)
  if (isRefusal(raised)) throw new Error(raised.reason)
  const grant = { ...grantOf(top, 'admin', true), accountIds: [top.id, branch.id] }
  await actAsMember(as(boss, grant), raised.number, { do: 'say', body: 'I need it too.' })
  await workOff(work)
  const mail = (await mailTo(asker.email)).find(({ text }) => text.includes('I need it too.'))
  expect(mail?.text).toContain(`Branch of the sea wrote about ${raised.number}`)
})
