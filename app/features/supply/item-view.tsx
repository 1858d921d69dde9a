/* One item of a supplier: what is live, what it costs from when on, what is proposed. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { Pairs, RecordHead } from '~/ui/record'
import { Tag } from '~/ui/status'
import { DataTable } from '~/ui/table'
import { Day, When } from '~/ui/when'
import type { ItemView as Shown } from './item.queries.server'
import { ItemPicture } from './item-picture'
import { writtenFields } from './proposal'
import { ProposalTable } from './proposal-table'
import { AvailabilityMark, useSupplyWords } from './supply-words'

export function ItemView({ item, actions }: { item: Shown; actions: ReactNode }) {
  const { t } = useTranslation('supply')
  const { locale } = useReader()
  const words = useSupplyWords()
  const { title_en: english, title_zh: chinese } = item.values
  const title = locale === 'zh-CN' ? (chinese ?? english) : (english ?? chinese)
  return (
    <>
      <RecordHead
        crumbs={[{ href: '/supplier/catalog', label: t('catalog.title') }, { label: item.sku }]}
        title={item.sku}
        statuses={<AvailabilityMark {...item} />}
        lead={title}
        facts={[
          { label: t('columns.account'), value: item.account.name },
          { label: t('item.updated'), value: <When at={item.updatedAt} /> },
        ]}
        actions={actions}
      />
      {item.values.image ? (
        <div className="my-5">
          <ItemPicture imageKey={item.values.image} title={title ?? item.sku} />
        </div>
      ) : null}
      <Section title={t('item.values')}>
        <Pairs
          facts={writtenFields.map((field) => ({
            label: t(`field.${field}`),
            value: words.value(field, item.values[field] ?? null, null),
          }))}
        />
      </Section>
      <Section title={t('item.prices')} note={t('item.pricesNote')}>
        {item.prices.length > 0 ? <Prices item={item} /> : <p className="quiet">{t('item.noPrices')}</p>}
      </Section>
      <Section title={t('item.open')}>
        {item.proposals.length > 0 ? (
          <ProposalTable rows={item.proposals} section="/supplier/proposals" accounts={false} />
        ) : (
          <p className="quiet">{t('item.noOpen')}</p>
        )}
      </Section>
    </>
  )
}

function Prices({ item }: { item: Shown }) {
  const { t } = useTranslation('supply')
  const words = useSupplyWords()
  return (
    <DataTable
      caption={t('item.prices')}
      columns={[
        {
          key: 'from',
          head: t('columns.from'),
          cell: (row) => (
            <>
              <Day on={row.from} full /> {row.today ? <Tag accent>{t('item.today')}</Tag> : null}
            </>
          ),
          place: 1,
        },
        { key: 'until', head: t('columns.until'), cell: (row) => row.to && <Day on={row.to} full />, quiet: true, place: 3 },
        { key: 'list', head: t('columns.list'), cell: (row) => row.list, leaves: 'first' },
        { key: 'quantity', head: t('columns.quantity'), cell: (row) => row.breakQuantity, numeric: true, leaves: 'second' },
        {
          key: 'amount',
          head: t('columns.amount'),
          cell: (row) => words.price(row.amount, row.currency, row.base),
          numeric: true,
          place: 2,
        },
      ]}
      rows={item.prices}
      keyOf={(row) => `${row.list} ${row.breakQuantity} ${row.currency} ${row.from}`}
    />
  )
}
