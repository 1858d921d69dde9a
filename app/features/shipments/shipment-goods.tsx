import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { formatQuantity, Quantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import { Card, NumberBox, Pairs } from '~/ui/record'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import type { PackageContent, ShipmentLine, ShipmentPackage } from './shipment.queries.server'
import { ShipmentStatusMark } from './shipment-status'

/** Which quantity of which order line is in the shipment. */
export function ShipmentGoods({ lines, audience }: { lines: readonly ShipmentLine[]; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('shipments')
  const unit = useUnitName()
  const columns: Column<ShipmentLine>[] = [
    {
      key: 'item',
      head: t('goods.item'),
      cell: (line) => (
        <TwoLines
          small={
            <>
              <span className="no">{line.sku}</span>
              {line.customer_sku ? ` · ${t('goods.yourNumber', { sku: line.customer_sku })}` : ''}
            </>
          }
        >
          {line.description}
        </TwoLines>
      ),
      place: 1,
    },
    {
      key: 'order',
      head: t('goods.order'),
      cell: (line) => (
        <>
          <a className="no" href={`/${audience}/orders/${encodeURIComponent(line.order_number)}`}>
            {line.order_number}
          </a>{' '}
          <span className="quiet">{t('goods.line', { line: line.line_no })}</span>
        </>
      ),
      place: 3,
    },
    {
      key: 'quantity',
      head: t('goods.quantity'),
      cell: (line) => <Quantity value={line.quantity} unit={unit(line.unit)} />,
      numeric: true,
      place: 2,
    },
    {
      key: 'ordered',
      head: t('goods.ordered'),
      cell: (line) => <Quantity value={line.ordered_quantity} unit={unit(line.ordered_unit)} />,
      numeric: true,
      quiet: true,
      place: 4,
      cardLabel: t('goods.ordered'),
    },
  ]
  return (
    <Section title={t('goods.title')}>
      {lines.length === 0 ? (
        <p className="quiet">{t('goods.none')}</p>
      ) : (
        <DataTable
          caption={t('goods.title')}
          columns={columns}
          rows={lines}
          keyOf={(line) => `${line.order_number} ${line.line_no}`}
        />
      )}
    </Section>
  )
}

type PackagesProps = { packages: readonly ShipmentPackage[]; count: number | null }

/** Each package with what is in it, as far as that was told. */
export function ShipmentPackages({ packages, count }: PackagesProps) {
  const { t } = useTranslation('shipments')
  if (packages.length === 0 && !count) return null
  return (
    <Section title={t('packages.title')}>
      {packages.length === 0 ? (
        <p className="quiet">{t('packages.unknown', { count: count ?? 0 })}</p>
      ) : (
        packages.map((one) => <PackageCard key={one.number} one={one} />)
      )}
    </Section>
  )
}

const kinds = ['pallet', 'carton', 'crate', 'drum', 'box', 'bag', 'coil'] as const
type Kind = (typeof kinds)[number]

function PackageCard({ one }: { one: ShipmentPackage }) {
  const { t } = useTranslation('shipments')
  const { locale } = useReader()
  const kind = kinds.includes(one.kind as Kind) ? t(`packages.kinds.${one.kind as Kind}`) : one.kind
  const weight = one.weight_kg && t('facts.weightValue', { weight: formatQuantity(locale, one.weight_kg) })
  return (
    <Card
      head={
        <>
          <NumberBox title={t('packages.one', { number: one.number })}>{one.number}</NumberBox>
          <ShipmentStatusMark status={one.status} />
          <span className="ml-auto text-sm text-ink-3">{[kind, weight].filter(Boolean).join(' · ')}</span>
        </>
      }
    >
      {one.contents.length === 0 ? <p className="quiet">{t('packages.empty')}</p> : <Contents contents={one.contents} />}
      {one.tracking_number || one.sscc ? (
        <div className="mt-2">
          <Pairs
            facts={[
              ...(one.tracking_number
                ? [{ label: t('packages.tracking'), value: <span className="no">{one.tracking_number}</span> }]
                : []),
              ...(one.sscc ? [{ label: t('packages.sscc'), value: <span className="no">{one.sscc}</span> }] : []),
            ]}
          />
        </div>
      ) : null}
    </Card>
  )
}

function Contents({ contents }: { contents: readonly PackageContent[] }) {
  const { t } = useTranslation('shipments')
  const { locale } = useReader()
  const unit = useUnitName()
  return (
    <dl className="pairs pairs-figures">
      {contents.map((one) => (
        <div key={one.sku}>
          <dt>
            {one.description}
            {one.lots.length > 0 ? (
              <small className="block">{one.lots.map((lot) => t('packages.lot', { lot })).join(', ')}</small>
            ) : null}
            <Serials serials={one.serials} />
          </dt>
          <dd>
            {Number(one.quantity) === Number(one.whole)
              ? `${formatQuantity(locale, one.quantity)}\u00a0${unit(one.unit)}`
              : t('packages.of', { quantity: formatQuantity(locale, one.quantity), whole: formatQuantity(locale, one.whole) })}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const fewSerials = 3

function Serials({ serials }: { serials: readonly string[] }) {
  const { t } = useTranslation('shipments')
  if (serials.length === 0) return null
  const list = serials.join(', ')
  if (serials.length <= fewSerials) return <small className="block">{t('packages.serial', { serial: list })}</small>
  return (
    <details className="text-xs">
      <summary>{t('packages.serials', { count: serials.length })}</summary>
      {list}
    </details>
  )
}
