/* One item of a supplier, for them and for the staff: what is live, what it costs from when on, what is proposed, what happened. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { Columns, Pairs, RecordHead } from '~/ui/record'
import { Tag } from '~/ui/status'
import { DataTable } from '~/ui/table'
import { Day, When } from '~/ui/when'
import type { ItemView as Shown } from './item.queries.server'
import { itemHref, staffItemHref } from './item-href'
import { ItemPicture } from './item-picture'
import { ItemTimeline } from './item-timeline'
import { writtenFields } from './proposal'
import { ProposalTable } from './proposal-table'
import { AvailabilityMark, useSupplyWords } from './supply-words'

type Props = {
  item: Shown
  staff: boolean
  actions?: ReactNode
  /** What other features know of the item. */
  children?: ReactNode
}

export function ItemView({ item, staff, actions, children }: Props) {
  const { t } = useTranslation('supply')
  const { values } = item
  const proposals = staff ? '/staff/moderation/proposals' : '/supplier/proposals'
  const all = `${staff ? '/staff/moderation' : '/supplier/proposals'}?state=all&q=${encodeURIComponent(item.sku)}`
  return (
    <>
      <ItemHead item={item} staff={staff} actions={actions} />
      <Columns side={<ItemTimeline events={item.events} section={proposals} />}>
        {values.image ? (
          <div className="my-5">
            <ItemPicture imageKey={values.image} title={values.title_en ?? values.title_zh ?? item.sku} />
          </div>
        ) : null}
        <ItemValues item={item} />
        <Section title={t('item.prices')} note={t('item.pricesNote')}>
          {item.prices.length > 0 ? <Prices item={item} /> : <p className="quiet">{t('item.noPrices')}</p>}
        </Section>
        <Section title={t('item.open')} end={<a href={all}>{t('item.all')}</a>}>
          {item.proposals.length > 0 ? (
            <ProposalTable rows={item.proposals} section={proposals} accounts={false} />
          ) : (
            <p className="quiet">{t('item.noOpen')}</p>
          )}
        </Section>
        {children}
      </Columns>
    </>
  )
}

function ItemHead({ item, staff, actions }: Pick<Props, 'item' | 'staff' | 'actions'>) {
  const { t, i18n } = useTranslation('supply')
  const { title_en: english, title_zh: chinese } = item.values
  const company = staff ? (
    <a href={`/staff/accounts/${encodeURIComponent(item.account.code)}`}>{item.account.name}</a>
  ) : (
    item.account.name
  )
  return (
    <>
      <RecordHead
        crumbs={[
          { href: staff ? '/staff/catalog' : '/supplier/catalog', label: t('catalog.title') },
          ...(staff
            ? [{ href: `/staff/catalog?account=${encodeURIComponent(item.account.code)}`, label: item.account.name }]
            : []),
          { label: item.sku },
        ]}
        title={item.sku}
        statuses={<AvailabilityMark {...item} />}
        lead={i18n.language === 'zh-CN' ? (chinese ?? english) : (english ?? chinese)}
        facts={[
          { label: t('columns.account'), value: company },
          { label: t('item.updated'), value: <When at={item.updatedAt} /> },
        ]}
        actions={actions}
      />
      {item.others.map(({ code, name }) => (
        <Notice
          key={code}
          action={<a href={staff ? staffItemHref(item.sku, code) : itemHref(item.sku, code)}>{t('item.otherOpen')}</a>}
        >
          {t('item.other', { name })}
        </Notice>
      ))}
    </>
  )
}

function ItemValues({ item }: { item: Shown }) {
  const { t } = useTranslation('supply')
  const words = useSupplyWords()
  return (
    <Section title={t('item.values')}>
      <Pairs
        facts={writtenFields.map((field) => ({
          label: t(`field.${field}`),
          value: words.value(field, item.values[field] ?? null, null),
        }))}
      />
    </Section>
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
