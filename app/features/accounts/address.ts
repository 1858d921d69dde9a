import { hash } from 'node:crypto'

/** A place that goods or bills go to. It never changes: another place is another address. */
export type AddressText = {
  name: string
  street: string
  city: string
  region: string | null
  postal_code: string | null
  /** ISO 3166-1, two capitals. */
  country: string
  time_zone: string
}

const same = (text: string | null) => (text ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/**
 * What tells an account's addresses apart: SHA-256 (hex) of all that is written on the label and of the time zone, without regard
 * to capitals and blanks, so that the same place is kept once.
 */
export function fingerprintOf(address: AddressText): string {
  const { name, street, city, region, postal_code, country, time_zone } = address
  const parts = [name, street, city, region, postal_code, country, time_zone].map(same)
  return hash('sha256', JSON.stringify(parts), 'hex')
}
