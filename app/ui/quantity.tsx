/* Quantities: exact decimal strings without idle zeros, and the unit in the reader's words (UN/ECE Recommendation 20). */
import { useTranslation } from 'react-i18next'
import { decimalFormat, exact } from './money'
import { useReader } from './reader'

/** "12.5" for "12.500000". */
export const formatQuantity = (locale: string, value: string): string => exact(decimalFormat(locale, 0, 6), value)

/** Looks up unit names; get it once per table, not in rows. An unknown code stands for itself. */
export function useUnitName(): (code: string) => string {
  const { t } = useTranslation('ui')
  const units = t('units', { returnObjects: true }) as unknown as Record<string, string>
  return (code) => units[code] ?? code
}

/** `unit` is the finished name, from `useUnitName()`. */
export function Quantity({ value, unit }: { value: string; unit?: string | undefined }) {
  const { locale } = useReader()
  const text = formatQuantity(locale, value)
  return <span className="amount">{unit ? `${text}\u00a0${unit}` : text}</span>
}
