import type { Column } from '~/integrations/pdf/sheet.server'
import { Sheet } from '~/integrations/pdf/sheet.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { formatAmount } from '~/ui/money'
import { fullDate } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import type { Reads } from './invoices.queries.server'
import type { Standing } from './statement'
import { ages } from './statement'
import type { Movement, Statement, StatementFilter } from './statement.queries.server'
import { getStatement } from './statement.queries.server'

const wordsOf = (language: Language) => texts[language].getFixedT(language, 'invoices')
type Words = ReturnType<typeof wordsOf>

/** Nobody reads more on paper; the file of movements has all of them. */
const most = 1000

/**
 * The statement on paper, in the reader's language: balance and ages of every currency at the end of the day, and the movements of one,
 * newest first, at most 1,000. Refuses (404) an account out of reach.
 */
export async function statementPdf(scope: Reads, filter: StatementFilter, language: Language, host: string): Promise<Buffer> {
  const statement = await getStatement(scope, filter, { after: null, before: null }, most)
  const t = wordsOf(language)
  const day = fullDate(language, statement.on)
  const title = t('statement.title')
  const sheet = new Sheet({ title: `${title} ${statement.on}`, author: host, language, at: scope.now })
  sheet.text(host, { size: 12, weight: 700 }, 18)
  sheet.text(title, { size: 20, weight: 700 }, 4)
  const lead = statement.account
    ? t('statement.leadAccount', { account: statement.account.name, day })
    : t('statement.lead', { day })
  sheet.text(lead, { size: 10, quiet: true }, 16)
  if (statement.standings.length === 0) sheet.text(t('statement.none'))
  else await tables(sheet, statement, t, language)
  return await sheet.done((page, pages) => t('pdf.foot', { title: `${title}, ${day}`, page, pages }))
}

async function tables(sheet: Sheet, statement: Statement, t: Words, language: Language): Promise<void> {
  const amount = (value: string, currency: string) => formatAmount(language, value, currency)
  const unapplied = (one: Standing) => (isZero(one.unapplied) ? '' : amount(`-${one.unapplied}`, one.currency))
  const balances: Column<Standing>[] = [
    { head: t('statement.currency'), share: 10, cell: (one) => one.currency },
    ...ages.map(
      (age): Column<Standing> => ({
        head: t(`statement.ages.${age}`),
        share: 14,
        align: 'right',
        cell: (one) => amount(one.owed[age], one.currency),
      }),
    ),
    { head: t('statement.unapplied'), share: 14, align: 'right', cell: unapplied },
    { head: t('statement.owed'), share: 16, align: 'right', cell: (one) => amount(one.balance, one.currency) },
  ]
  sheet.text(t('statement.balance'), { size: 12, weight: 700 })
  await sheet.table(balances, statement.standings)
  sheet.space(14)
  const { rows, after } = statement.page
  const currency = statement.currency ?? ''
  const movements: Column<Movement>[] = [
    { head: t('statement.day'), share: 14, cell: (row) => row.on },
    { head: t('statement.what'), share: 22, cell: (row) => `${t(`statement.kind.${row.kind}`)} ${row.number}` },
    { head: t('statement.note'), share: 26, cell: (row) => row.note ?? '' },
    { head: t('record.account'), share: 24, cell: (row) => row.account.name },
    {
      head: t('statement.amount', { currency }),
      share: 16,
      align: 'right',
      cell: (row) => amount(row.amount, row.currency),
    },
  ]
  sheet.text(t('statement.movements'), { size: 12, weight: 700 })
  if (after !== null) sheet.text(t('pdf.most', { count: rows.length }), { size: 9, quiet: true })
  await sheet.table(movements, rows)
}
