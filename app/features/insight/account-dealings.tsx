import { useTranslation } from 'react-i18next'
import { ContractTable } from '~/features/contracts/contract-table'
import { InvoiceTable } from '~/features/invoices/invoice-table'
import { RequestTable } from '~/features/requests/request-table'
import type { Dealings } from './account-dealings.server'
import { Few } from './account-goods'

/** What is asked, owed and agreed with the account and all below it, as far as the reader may see it. */
export function AccountDealings({ account, dealings }: { account: string; dealings: Dealings }) {
  const { t } = useTranslation('accounts')
  const { requests, invoices, contracts } = dealings
  const listOf = (list: string) => `/staff/${list}?view=all&account=${encodeURIComponent(account)}`
  return (
    <>
      {requests && (
        <Few title={t('record.requests')} href={listOf('requests')} all={t('record.allRequests')} none={t('record.noRequests')}>
          {requests.length > 0 && (
            <RequestTable rows={requests} path="/staff/requests" staff accounts={false} looking={undefined} />
          )}
        </Few>
      )}
      {invoices && (
        <Few title={t('record.invoices')} href={listOf('invoices')} all={t('record.allInvoices')} none={t('record.noInvoices')}>
          {invoices.length > 0 && <InvoiceTable rows={invoices} path="/staff/invoices" staff accounts={false} />}
        </Few>
      )}
      {contracts && (
        <Few
          title={t('record.contracts')}
          href={listOf('contracts')}
          all={t('record.allContracts')}
          none={t('record.noContracts')}
        >
          {contracts.length > 0 && <ContractTable rows={contracts} path="/staff/contracts" accounts={false} />}
        </Few>
      )}
    </>
  )
}
