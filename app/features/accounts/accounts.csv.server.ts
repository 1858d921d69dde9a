import { stringify } from 'csv-stringify/sync'
import type { Scope } from '~/access/scope.server'
import { harmless } from '~/values/csv'
import type { AccountFilter } from './account'
import { doingsOf } from './account'
import { everyAccount } from './accounts.list.server'

const columns = ['code', 'name', 'local_name', 'city', 'country', 'does', 'class', 'stage', 'group', 'ended']

/** The list as CSV, exactly what the filter shows, piece by piece; the mark at its beginning makes Excel read it as UTF-8. */
export async function* accountsCsv(scope: Scope<'staff', 'accounts.read'>, filter: AccountFilter): AsyncGenerator<string> {
  yield `\uFEFF${stringify([columns], { record_delimiter: 'windows' })}`
  for await (const rows of everyAccount(scope, filter)) {
    const lines = rows.map((row) =>
      [
        row.code,
        row.name,
        row.localName,
        row.city,
        row.country,
        doingsOf(row).join(' '),
        row.class,
        row.stage,
        row.group?.code ?? null,
        row.active ? 'no' : 'yes',
      ].map((cell) => cell && harmless(cell)),
    )
    yield stringify(lines, { record_delimiter: 'windows' })
  }
}
