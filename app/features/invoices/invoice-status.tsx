import { useTranslation } from 'react-i18next'
import type { Mark } from '~/ui/status'
import { Status } from '~/ui/status'
import type { InvoiceState } from './invoice'

/** How an invoice stands, as a mark: a clock runs, it is over, it is done. */
export const invoiceMarks: Record<InvoiceState, Mark> = { open: 'clock', overdue: 'late', paid: 't4' }

export function InvoiceStateMark({ state, pill }: { state: InvoiceState; pill?: boolean }) {
  const { t } = useTranslation('invoices')
  return (
    <Status mark={invoiceMarks[state]} pill={pill}>
      {t(`state.${state}`)}
    </Status>
  )
}
