import { createHmac } from 'node:crypto'

const sealed = [
  'chain', 'sequence', 'account_id', 'at', 'person_id', 'action', 'subject_type', 'subject_id', 'before_values', 'after_values', 'ip',
  'request_id',
] as const // biome-ignore format: a list
export type Sealed = Readonly<Record<(typeof sealed)[number], unknown>>

/** HMAC-SHA-256 over the previous row's and this row's fields in a fixed order: no row can be changed, dropped or moved unseen. */
export function sealOf(secret: string, previous: string, row: Sealed): string {
  const said = sealed.map((field) => {
    const value = row[field]
    return value instanceof Date ? value.toISOString() : value === null || value === undefined ? null : String(value)
  })
  return createHmac('sha256', secret).update(previous).update(JSON.stringify(said)).digest('hex')
}

/** One chain per account, and one for the host, so that writers of different accounts do not wait for each other. */
export const chainOf = (accountId: string | null): string => (accountId === null ? 'host' : `account:${accountId}`)
