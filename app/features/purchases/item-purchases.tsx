/* The latest purchase orders of a catalog item, beside what its supplier offers. */
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { DataTable } from '~/ui/table'
import { Day } from '~/ui/when'
import type { ItemPurchase } from './item-purchases.server'
import { PurchaseStateMark, usePurchaseWords } from './purchase-words'

type Props = { rows: readonly ItemPurchase[]; sku: string; section: string }

export function ItemPurchases({ rows, sku, section }: Props) {
  const { t } = useTranslation('purchases')
  const words = usePurchaseWords()
  const all = `${section}?state=all&q=${encodeURIComponent(sku)}`
  return (
    <Section title={t('title')} end={rows.length > 0 ? <a href={all}>{t('list.showAll')}</a> : null}>
      {rows.length > 0 ? (
        <DataTable
          caption={t('title')}
          columns={[
            {
              key: 'number',
              head: t('columns.number'),
              cell: (row) => (
                <a
                  href={`${section}/${encodeURIComponent(row.number)}?entity=${encodeURIComponent(row.entity)}#line-${row.lineNo}`}
                >
                  {row.number}
                </a>
              ),
              place: 1,
            },
            { key: 'ordered', head: t('columns.ordered'), cell: (row) => <Day on={row.orderedOn} />, quiet: true, place: 3 },
            {
              key: 'quantity',
              head: t('columns.pieces'),
              cell: (row) => words.quantity(row.quantity, row.unit),
              numeric: true,
              place: 4,
            },
            {
              key: 'price',
              head: t('columns.price'),
              cell: (row) => words.price(row.unitPrice, row.currency, row.priceBase),
              numeric: true,
              leaves: 'first',
            },
            { key: 'state', head: t('columns.state'), cell: (row) => <PurchaseStateMark state={row.state} />, place: 2 },
          ]}
          rows={rows}
          keyOf={(row) => `${row.entity} ${row.number} ${row.lineNo}`}
        />
      ) : (
        <p className="quiet">{t('list.noneOfItem')}</p>
      )}
    </Section>
  )
}
