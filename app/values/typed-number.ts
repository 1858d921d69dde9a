/* Numbers as people type them. What a comma or a point means differs by country; where it could be either, nothing is guessed. */

/** A number in plain form ('1204.5'), or why it is none: it can be read in two ways, which are given, or in none. */
export type TypedNumber = { value: string } | { value: null; unclear: { whole: string; decimal: string } | null }

const plain = (value: string): TypedNumber => ({ value: value.replace(/^0+(?=\d)/, '') })
const senseless: TypedNumber = { value: null, unclear: null }

const bySpaces = /^[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?$/
const byCommas = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/
const byPoints = /^[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/
const oneMark = /^(\d+)([.,])(\d+)$/

/**
 * Reads a typed number of zero or more. Groups of three are groups: 100,000, 1.000.000, 1 204,50. One comma before three digits
 * groups, too; one point before three digits is unclear, since half the world groups by it and the other half does not.
 */
export function readNumber(typed: string): TypedNumber {
  const text = typed.trim()
  if (/^\d+$/.test(text)) return plain(text)
  if (bySpaces.test(text)) return plain(text.replace(/\s/g, '').replace(',', '.'))
  if (byCommas.test(text)) return plain(text.replaceAll(',', ''))
  if (byPoints.test(text)) return plain(text.replaceAll('.', '').replace(',', '.'))
  const [, whole = '', mark, decimals = ''] = oneMark.exec(text) ?? []
  if (mark === undefined) return senseless
  // A zero behind three decimals says that they are decimals, and no more than that: see `writeNumber`.
  if (decimals.length !== 3) return plain(`${whole}.${decimals.length === 4 ? decimals.replace(/0$/, '') : decimals}`)
  if (whole === '0' || (mark === '.' && /^[1-9]\d{3,}$/.test(whole))) return plain(`${whole}.${decimals}`)
  if (!/^[1-9]/.test(whole)) return senseless
  const decimal = /^0+$/.test(decimals) ? whole : `${whole}.${decimals}0`
  return { value: null, unclear: { whole: whole + decimals, decimal } }
}

/** A plain number such that `readNumber` reads the same again: what could be read as a group of three gets another zero. */
export const writeNumber = (value: string): string => (/^[1-9]\d{0,2}\.\d{3}$/.test(value) ? `${value}0` : value)
