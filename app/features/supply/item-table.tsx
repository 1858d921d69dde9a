/* Catalog items in a list, for their supplier and for the staff, and the search above them. */
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { CheckField, SelectField, TextField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { hrefWith, Pager } from '~/ui/pager'
import type { Column } from '~/ui/table'
import { ListTable, RecordNumber } from '~/ui/table'
import type { ItemRow } from './catalog.queries.server'
import type { ItemFilter } from './catalog-filter'
import { isNarrowed } from './catalog-filter'
import { itemHref, staffItemHref } from './item-href'
import { availabilities } from './proposal'
import { AvailabilityMark, useSupplyWords } from './supply-words'

export type ItemListProps = {
  staff: boolean
  filter: ItemFilter
  page: { rows: readonly ItemRow[]; before: string | null; after: string | null; more: boolean }
  search: string
  /** Whether a number alone may mean two items. */
  many: boolean
  /** The company that the filter names. */
  company: string | null
  host: string
}

export function ItemList(props: ItemListProps) {
  const { t } = useTranslation('supply')
  const { staff, page, search, many } = props
  const path = staff ? '/staff/catalog' : '/supplier/catalog'
  const { rows, before, after, more } = page
  return (
    <>
      <ItemFilters {...props} path={path} />
      {rows.length > 0 ? <ItemTable {...{ rows, many, staff }} /> : <NoItem {...props} path={path} />}
      {before || after || more ? (
        <Pager
          byName
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        >
          {more && rows.length > 0 ? t('catalog.more') : null}
        </Pager>
      ) : null}
    </>
  )
}

function ItemTable({ rows, many, staff }: { rows: readonly ItemRow[]; many: boolean; staff: boolean }) {
  const { t, i18n } = useTranslation('supply')
  const words = useSupplyWords()
  const titleOf = (row: ItemRow) => (i18n.language === 'zh-CN' ? (row.titleZh ?? row.titleEn) : (row.titleEn ?? row.titleZh))
  const columns: Column<ItemRow>[] = [
    { key: 'sku', head: t('columns.sku'), cell: (row) => <RecordNumber>{row.sku}</RecordNumber>, place: 1 },
    { key: 'item', head: t('columns.item'), cell: titleOf, cut: true, grow: true, place: 3 },
    ...(many
      ? [
          {
            key: 'account',
            head: t('columns.account'),
            cell: (row: ItemRow) => row.account.name,
            cut: true,
            ...(staff && { place: 5 as const }),
          },
        ]
      : []),
    {
      key: 'price',
      head: t('columns.price'),
      cell: (row) => row.price && words.price(row.price.amount, row.price.currency, row.price.base),
      numeric: true,
      place: 4,
      className: 'nowrap',
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
      caption={t(staff ? 'catalog.staffList' : 'catalog.list')}
      columns={columns}
      rows={rows}
      keyOf={(row) => `${row.account.code} ${row.sku}`}
      hrefOf={(row) => (staff ? staffItemHref(row.sku, row.account.code) : itemHref(row.sku, many ? row.account.code : null))}
    />
  )
}

function ItemFilters({ filter, path, search, staff, company }: ItemListProps & { path: string }) {
  const { t } = useTranslation('supply')
  const chip = (name: string, label: string, value: string | null) =>
    value === null ? [] : [{ label, value, removeHref: hrefWith(path, search, { [name]: null }) }]
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('catalog.search'), value: filter.q }}
      chips={[
        ...chip('account', t('columns.account'), company),
        ...chip('availability', t('filter.availability'), filter.availability && t(`availability.${filter.availability}`)),
        ...chip('discontinued', t('filter.discontinued'), filter.discontinued ? '✓' : null),
      ]}
      clearHref={path}
      exportHref={hrefWith(`${path}.csv`, search, {})}
      {...(!staff && { keep: { account: filter.account } })}
    >
      {staff ? <TextField name="account" label={t('filter.account')} maxLength={40} defaultValue={filter.account ?? ''} /> : null}
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

function NoItem({ filter, page, staff, host, path }: ItemListProps & { path: string }) {
  const { t } = useTranslation('supply')
  if (!isNarrowed(filter))
    return <Empty title={t('none.first')}>{t(staff ? 'none.staffText' : 'none.firstText', { host })}</Empty>
  return (
    <Empty title={t('none.title')} actions={<ButtonLink href={path}>{t('none.all')}</ButtonLink>}>
      {t(page.more ? 'none.tooMany' : 'none.text')}
    </Empty>
  )
}
