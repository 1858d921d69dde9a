/* Clashes: what the source said when both agreed, what is here, what the source says now, and which of the two shall hold. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { FormGuards } from '~/ui/form'
import { useReader } from '~/ui/reader'
import { Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import { When } from '~/ui/when'
import { sayDate, sayInstant } from '~/ui/when-text'
import type { ShownClash } from './clashes.queries.server'

export type ClashTableProps = { rows: readonly ShownClash[]; formKey: string; maySettle: boolean; open: boolean }

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
const day = /^\d{4}-\d{2}-\d{2}$/

/** Days and times as people say them; a blank in words. */
function useValue(): (value: string | null) => string {
  const { t } = useTranslation('exchange')
  const { locale, now, timeZone } = useReader()
  return (value) => {
    if (value === null || value === '') return t('clash.blank')
    if (instant.test(value)) return sayInstant(locale, new Date(value), now, timeZone, 'always')
    return day.test(value) ? sayDate(locale, value, now, timeZone) : value
  }
}

/** Fields are called as the feature calls them that has the record. */
const placeOf: Record<string, 'orders' | 'shipments'> = {
  orders: 'orders',
  order_lines: 'orders',
  shipments: 'shipments',
  shipment_lines: 'shipments',
  packages: 'shipments',
  package_lines: 'shipments',
  references: 'orders',
}
export function useFieldName(): (entity: string, field: string) => string {
  const { t } = useTranslation('exchange')
  return (entity, field) =>
    String(t(`${placeOf[entity] ?? 'exchange'}:field.${field}` as never, { defaultValue: field.replaceAll('_', ' ') } as never))
}

export function ClashTable({ rows, formKey, maySettle, open }: ClashTableProps) {
  const { t } = useTranslation('exchange')
  const [value, fieldName] = [useValue(), useFieldName()]
  const entityName = (name: string) => t(`entity.${name}` as never, { defaultValue: name })
  const columns: Column<ShownClash>[] = [
    {
      key: 'record',
      head: t('clash.record'),
      cell: (row) => (
        <TwoLines small={[entityName(row.entity), row.account].filter(Boolean).join(' · ')}>
          {row.path ? <a href={row.path}>{row.name}</a> : row.name}
        </TwoLines>
      ),
      place: 1,
    },
    { key: 'field', head: t('clash.field'), cell: (row) => fieldName(row.entity, row.field), place: 2 },
    {
      key: 'agreed',
      head: t('clash.agreed'),
      cell: (row) => value(row.lastImported),
      quiet: true,
      place: 3,
      cardLabel: t('clash.agreed'),
    },
    { key: 'ours', head: t('clash.ours'), cell: (row) => <b>{value(row.live)}</b>, place: 5, cardLabel: t('clash.ours') },
    {
      key: 'theirs',
      head: t('clash.theirs'),
      cell: (row) => (
        <TwoLines small={<a href={`/staff/imports/${row.run}`}>{row.source}</a>}>
          <b>{value(row.incoming)}</b>
        </TwoLines>
      ),
      place: 5,
      cardLabel: t('clash.theirs'),
    },
    {
      key: 'settle',
      numeric: open,
      head: open ? <span className="sr">{t('clash.settle')}</span> : t('clash.settled'),
      place: 6,
      cell: (row) => (open ? <Settle row={row} formKey={formKey} may={maySettle} /> : <Settled row={row} />),
    },
  ]
  return (
    <DataTable caption={t('clash.title')} columns={columns} rows={rows} keyOf={(row) => row.code} rowId={(row) => row.code} />
  )
}

function Settle({ row, formKey, may }: { row: ShownClash; formKey: string; may: boolean }) {
  const { t } = useTranslation('exchange')
  if (!row.there) return <span className="quiet">{t('clash.gone')}</span>
  if (!may) return <Status mark="clock">{t('clash.open')}</Status>
  return (
    <Form method="post" className="flex gap-2 py-1">
      <FormGuards idempotencyKey={`${formKey}-${row.code}`} />
      <input type="hidden" name="clash" value={row.code} />
      <input type="hidden" name="seen" value={row.seen} />
      <SubmitButton tone={undefined} size="small" name="take" value="ours" aria-label={t('clash.keepOf', { name: row.name })}>
        {t('clash.keep')}
      </SubmitButton>
      <SubmitButton tone={undefined} size="small" name="take" value="theirs" aria-label={t('clash.takeOf', { name: row.name })}>
        {t('clash.take')}
      </SubmitButton>
    </Form>
  )
}

function Settled({ row }: { row: ShownClash }) {
  const { t } = useTranslation('exchange')
  return (
    <TwoLines small={row.settledAt ? <When at={row.settledAt} /> : null}>
      {t(row.state === 'kept' ? 'clash.kept' : 'clash.taken')}
      {row.settledBy ? ` · ${row.settledBy}` : ''}
    </TwoLines>
  )
}
