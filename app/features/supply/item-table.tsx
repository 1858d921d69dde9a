/* A supplier's items, and the search above them. */
import { useTranslation } from 'react-i18next'
import { CheckField, SelectField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { hrefWith } from '~/ui/pager'
import type { Column } from '~/ui/table'
import { ListTable, RecordNumber } from '~/ui/table'
import type { ItemRow } from './catalog.queries.server'
import type { ItemFilter } from './catalog-filter'
import { availabilities } from './proposal'
import { AvailabilityMark, useSupplyWords } from './supply-words'

/** The address of an item; with its company where a number alone may mean two. */
export const itemHref = (sku: string, account: string | null, below = '') =>
  `/supplier/catalog/${encodeURIComponent(sku)}${below}${account ? `?account=${encodeURIComponent(account)}` : ''}`

export function ItemTable({ rows, many }: { rows: readonly ItemRow[]; many: boolean }) {
  const { t, i18n } = useTranslation('supply')
  const words = useSupplyWords()
  const titleOf = (row: ItemRow) => (i18n.language === 'zh-CN' ? (row.titleZh ?? row.titleEn) : (row.titleEn ?? row.titleZh))
  const columns: Column<ItemRow>[] = [
    { key: 'sku', head: t('columns.sku'), cell: (row) => <RecordNumber>{row.sku}</RecordNumber>, place: 1 },
    { key: 'item', head: t('columns.item'), cell: titleOf, cut: true, grow: true, place: 3 },
    ...(many ? [{ key: 'account', head: t('columns.account'), cell: (row: ItemRow) => row.account.name, cut: true }] : []),
    {
      key: 'price',
      head: t('columns.price'),
      cell: (row) => row.price && words.price(row.price.amount, row.price.currency, row.price.base),
      numeric: true,
      place: 4,
    },
    {
      key: 'lead',
      head: t('columns.leadTime'),
      cell: (row) => (row.leadTimeDays === null ? null : words.days(row.leadTimeDays)),
      quiet: true,
      leaves: 'first',
    },
    { key: 'availability', head: t('columns.availability'), cell: (row) => <AvailabilityMark {...row} />, place: 2 },
  ]
  return (
    <ListTable
      caption={t('catalog.list')}
      columns={columns}
      rows={rows}
      keyOf={(row) => `${row.account.code} ${row.sku}`}
      hrefOf={(row) => itemHref(row.sku, many ? row.account.code : null)}
    />
  )
}

export function ItemFilters({ filter, path, search }: { filter: ItemFilter; path: string; search: string }) {
  const { t } = useTranslation('supply')
  const chip = (name: string, label: string, value: string | null) =>
    value === null ? [] : [{ label, value, removeHref: hrefWith(path, search, { [name]: null }) }]
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('catalog.search'), value: filter.q }}
      chips={[
        ...chip('availability', t('filter.availability'), filter.availability && t(`availability.${filter.availability}`)),
        ...chip('discontinued', t('filter.discontinued'), filter.discontinued ? '✓' : null),
      ]}
      clearHref={path}
      exportHref={hrefWith('/supplier/catalog.csv', search, {})}
    >
      <SelectField
        name="availability"
        label={t('filter.availability')}
        empty={t('filter.any')}
        defaultValue={filter.availability ?? ''}
        choices={availabilities.map((value) => ({ value, label: t(`availability.${value}`) }))}
      />
      <CheckField name="discontinued" value="1" label={t('filter.discontinued')} defaultChecked={filter.discontinued} />
    </Filters>
  )
}
