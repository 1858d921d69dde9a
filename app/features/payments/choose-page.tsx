import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { FormActions } from '~/ui/form'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { DataTable } from '~/ui/table'
import { Day } from '~/ui/when'
import type { Chosen } from './checkouts.server'

/** Open invoices to choose from, soonest due first: a form that only looks, so that the choice is in the address. */
export function ChoosePage({ choices, noneChosen }: { choices: readonly Chosen[]; noneChosen: boolean }) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/invoices', label: t('invoices') }, { label: t('checkout.title') }]} />
      <PageHead title={t('checkout.title')} lead={t('checkout.choose')} />
      {noneChosen && choices.length > 0 ? (
        <Notice tone="bad" live>
          {t('checkout.none')}
        </Notice>
      ) : null}
      {choices.length === 0 ? (
        <Empty title={t('checkout.nothing')}>{t('checkout.nothingText')}</Empty>
      ) : (
        <form method="get" action="/portal/pay">
          <DataTable
            caption={t('invoices')}
            columns={[
              {
                key: 'number',
                head: t('checkout.invoice'),
                cell: (row) => (
                  <label className="flex min-h-6 items-center gap-3">
                    <input type="checkbox" className="check" name="invoice" value={row.key} />
                    <span className="no">{row.number}</span>
                  </label>
                ),
                place: 1,
              },
              { key: 'account', head: t('list.account'), cell: (row) => row.account, quiet: true, place: 5 },
              { key: 'due', head: t('checkout.due'), cell: (row) => <Day on={row.dueOn} />, place: 3 },
              {
                key: 'open',
                head: t('checkout.open'),
                cell: (row) => formatMoney(locale, row.open, row.currency),
                numeric: true,
                place: 2,
              },
            ]}
            rows={choices}
            keyOf={(row) => row.key}
          />
          <FormActions>
            <Button type="submit" tone="primary" name="step" value="pay">
              {t('checkout.continue')}
            </Button>
          </FormActions>
        </form>
      )}
    </>
  )
}
