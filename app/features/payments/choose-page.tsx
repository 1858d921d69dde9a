import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { FormActions } from '~/ui/form'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead, Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { DataTable } from '~/ui/table'
import { Day } from '~/ui/when'
import type { Chosen } from './payment'
import { apart } from './payment'

/**
 * Open invoices to choose from, soonest due first, apart by what can be paid at once: forms that only look, so that the choice is in
 * the address.
 */
export function ChoosePage({ choices, noneChosen }: { choices: readonly Chosen[]; noneChosen: boolean }) {
  const { t } = useTranslation('payments')
  const groups = apart(choices)
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/invoices', label: t('invoices') }, { label: t('checkout.title') }]} />
      <PageHead title={t('checkout.title')} lead={t('checkout.choose')} />
      {noneChosen && choices.length > 0 ? (
        <Notice tone="bad" live>
          {t('checkout.none')}
        </Notice>
      ) : null}
      {choices.length === 0 ? <Empty title={t('checkout.nothing')}>{t('checkout.nothingText')}</Empty> : null}
      {groups.map((group) =>
        groups.length === 1 ? (
          <ChooseForm key="" group={group} />
        ) : (
          <ChooseSection key={group[0]?.together} group={group} groups={groups} />
        ),
      )}
    </>
  )
}

type Group = readonly Chosen[]

/** Named by its account and currency, and by the company of the host where there are several. */
function ChooseSection({ group, groups }: { group: Group; groups: readonly Group[] }) {
  const { t } = useTranslation('payments')
  const [first] = group
  if (!first) return null
  const { account, currency, host } = first
  const hosts = new Set(groups.map((one) => one[0]?.host)).size
  return (
    <Section title={t('checkout.group', { account, currency })} note={hosts > 1 ? host : undefined}>
      <ChooseForm group={group} />
    </Section>
  )
}

function ChooseForm({ group }: { group: Group }) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  return (
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
          { key: 'due', head: t('checkout.due'), cell: (row) => <Day on={row.dueOn} />, place: 3 },
          {
            key: 'open',
            head: t('checkout.open'),
            cell: (row) => formatMoney(locale, row.open, row.currency),
            numeric: true,
            place: 2,
          },
        ]}
        rows={group}
        keyOf={(row) => row.key}
      />
      <FormActions>
        <Button type="submit" tone="primary" name="step" value="pay">
          {t('checkout.continue')}
        </Button>
      </FormActions>
    </form>
  )
}
