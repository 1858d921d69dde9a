import { expect, test } from 'vitest'
import { findEverything } from '~/features/palette.server'
import { rebateFinders, timelineSources, work } from '~/features/registry.server'
import { NotFound } from '~/values/outcome'
import { workOff } from '~/work/worker.server'
import { openMailbox } from '../../../tests/support/mailbox'
import { grantOf, makeAccount, makeMember, memberScope, scopeOf } from '../../../tests/support/make'
import { close, makeAgreement, makeCounted, makeProgramme, quarterly, send } from '../../../tests/support/programmes'
import { ownPeriodsCsv } from './own-periods.csv.server'
import { listOwnPeriods } from './own-periods.queries.server'
import { statementTimeline } from './programmes.timeline.server'
import { receiptPieces } from './receipt.server'
import { statementRows } from './standing.queries.server'
import { standingPages } from './standing-page.server'
import { everyLine, getStatement, receiptOf, statementLines } from './statements.queries.server'

// Two distributors of one programme: what one of them turned over reaches the other in no way at all. That no route of another account
// answers, as a page, as data or as a file, is said for every route by tests/access.db.test.ts.

const mailbox = await openMailbox()
type Account = Awaited<ReturnType<typeof makeAccount>>
const everything = { q: '', programme: null, year: null, view: 'all' as const }
const start = { after: null, before: null }
const own = (account: Account) =>
  scopeOf('distributor', ['programmes.read', 'accounts.read'], { grants: [grantOf(account, 'admin')] })

/** Turnover that no other figure resembles, in the closed quarter and in the one that runs. */
const theirs = ['876543', '30679', '765432', '26790'].flatMap((figure) => [figure, figure.replace(/(\d{3})$/, ',$1')])

async function wholeOf(pieces: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const piece of pieces) whole += piece
  return whole
}

async function twoOfOneProgramme() {
  const [mine, other] = [await makeAccount({ distributes: 1 }), await makeAccount({ distributes: 1 })]
  const programme = await makeProgramme({
    ...quarterly,
    bands: [
      { from: '0', rate: '1.5' },
      { from: '700000', rate: '3.5' },
    ],
  })
  for (const account of [mine, other]) await makeAgreement(programme, account)
  const people = { mine: await makeMember(mine, 'admin'), other: await makeMember(other, 'admin') }
  await makeCounted(mine, '2026-02-03', '1000.00')
  const invoice = await makeCounted(other, '2026-02-03', '876543.00')
  await close(programme, '2026-01-01')
  await send(programme, '2026-01-01')
  await makeCounted(mine, '2026-05-03', '2000.00')
  await makeCounted(other, '2026-05-03', '765432.00')
  return { mine, other, programme, people, words: [...theirs, other.code, invoice.number] }
}

test('a distributor never sees another’s turnover: not on a page, in a list, a file, an export, a search, a mail or the news', async () => {
  const { mine, other, programme, people, words } = await twoOfOneProgramme()
  const scope = own(mine)
  const asked = { code: programme.code, key: '2026-01', account: null }
  const { id, statement } = await getStatement(scope, asked)
  const { head, sums } = receiptOf(statement)
  const csv = { head: (column: string) => column, state: (state: string) => state, name: ({ name }: { name: string }) => name }
  const search: unknown[] = []
  for (const text of [programme.code, `RS-${programme.code}`, '2026', other.code, 'Account'])
    search.push(await findEverything(scope, rebateFinders, text))
  const told: Record<string, unknown> = {
    home: [await standingPages(scope, 'en'), await statementRows(scope)],
    list: await listOwnPeriods(scope, everything, start),
    statement: [statement, await statementLines(scope, id, start), await statementTimeline(scope, id)],
    receipt: await wholeOf(receiptPieces(head, everyLine(scope, id), sums)),
    export: await wholeOf(await ownPeriodsCsv(scope, everything, csv)),
    search,
  }
  for (const [where, answer] of Object.entries(told)) {
    const text = JSON.stringify(answer)
    expect(text.length, where).toBeGreaterThan(2)
    expect(
      words.filter((word) => text.includes(word)),
      where,
    ).toEqual([])
  }
  expect(JSON.stringify(told.list)).toContain(mine.code)
  await expect(getStatement(scope, { ...asked, account: other.code })).rejects.toThrow(NotFound)
  const { id: foreign } = await getStatement(own(other), asked)
  expect((await statementLines(scope, foreign, start)).rows).toEqual([])
  expect(await statementTimeline(scope, foreign)).toEqual([])

  await workOff(work)
  const mails = await mailbox.mailTo(people.mine.email)
  expect(mails).toHaveLength(1)
  const letters = mails.map(({ subject, text, html }) => `${subject} ${text} ${html}`).join(' ')
  expect(words.filter((word) => letters.includes(word))).toEqual([])
  expect(await mailbox.mailTo(people.other.email)).toHaveLength(1)

  const reader = memberScope(['orders.read', 'shipments.read'], [grantOf(mine, 'admin')], people.mine.id)
  const entries: unknown[] = []
  for (const source of timelineSources) entries.push(await source.recent(reader, new Date('2025-01-01'), 100))
  const news = JSON.stringify(entries)
  expect(words.filter((word) => news.includes(word))).toEqual([])
})
