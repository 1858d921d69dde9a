import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { staff } from '~/access/guards.server'
import { readFilter } from '~/features/accounts/account'
import { accountsCsv } from '~/features/accounts/accounts.csv.server'

/** The list of accounts as a file, exactly as its filter shows it. */
export const loader = staff.load('accounts.read', ({ scope, url }) => {
  const body = createReadableStreamFromReadable(Readable.from(accountsCsv(scope, readFilter(url.searchParams))))
  const name = `accounts-${scope.now.toISOString().slice(0, 10)}.csv`
  return new Response(body, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  })
})
