import { useTranslation } from 'react-i18next'
import { decimalFormat, exact } from '~/ui/money'
import { Section } from '~/ui/page-head'
import { formatQuantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Card, Cards, NumberBox, Pairs } from '~/ui/record'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import { dateIn, sayDate } from '~/ui/when-text'
import type { ConsignedPackage, Consignment, Content, OrderRecord } from './order-record'

const marks: Record<string, { mark: Mark; tone?: Tone }> = {
  announced: { mark: 't1' },
  packed: { mark: 't2' },
  in_transit: { mark: 't3' },
  held: { mark: 'pause', tone: 'warn' },
  out_for_delivery: { mark: 't3' },
  part_delivered: { mark: 't3' },
  delivered: { mark: 't4' },
  returned: { mark: 'return' },
  lost: { mark: 'stop' },
  cancelled: { mark: 'off' },
}

/** What left, as cards: a card for each package where there is one shipment whose packages are known, else one for each shipment. */
export function OrderShipments({ order, audience }: { order: OrderRecord; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('orders')
  const [first] = order.consignments
  if (!first) return order.status === 'cancelled' ? null : <Nothing />
  const href = (number: string) => `/${audience}/shipments/${encodeURIComponent(number)}`
  const packages = order.consignments.length === 1 && first.packages.length > 1
  return (
    <Section
      id="shipments"
      title={packages ? t('shipments.packages') : t('shipments.title')}
      note={
        packages ? (
          <>
            {t('shipments.of')}{' '}
            <a className="no" href={href(first.number)}>
              {first.number}
            </a>
          </>
        ) : undefined
      }
    >
      <Cards>
        {packages
          ? first.packages.map((one) => <PackageCard key={one.number} one={one} consignment={first} />)
          : order.consignments.map((one, index) => (
              <ConsignmentCard key={one.number} one={one} index={index + 1} href={href(one.number)} />
            ))}
      </Cards>
    </Section>
  )
}

function Nothing() {
  const { t } = useTranslation('orders')
  return (
    <Section title={t('shipments.title')} id="shipments">
      <p className="quiet">{t('shipments.none')}</p>
    </Section>
  )
}

/** "Delivered Thu 4 June", "On its way, Tue 23 June". */
function Standing({ one }: { one: Consignment }) {
  const { t } = useTranslation('orders')
  const { locale, now, timeZone } = useReader()
  const zone = one.timeZone ?? timeZone
  const names = t('shipments.status', { returnObjects: true }) as Record<string, string>
  const status = names[one.status] ?? one.status
  const text = one.deliveredAt
    ? t('shipments.deliveredOn', { day: sayDate(locale, dateIn(one.deliveredAt, zone), now, zone) })
    : one.open && one.expectedOn
      ? t('shipments.dated', { status, day: sayDate(locale, one.expectedOn, now, zone) })
      : status
  return <Status {...(marks[one.status] ?? { mark: 'dot' })}>{text}</Status>
}

function useContents(): (contents: readonly Content[]) => string {
  const { t } = useTranslation('ui')
  const { locale } = useReader()
  const unit = useUnitName()
  return (contents) =>
    contents
      .map(({ quantity, unit: code, description }) => `${formatQuantity(locale, quantity)}\u00a0${unit(code)} ${description}`)
      .join(t('comma'))
}

const weight = (locale: string, kilos: string | null) => (kilos ? `${exact(decimalFormat(locale, 0, 1), kilos)}\u00a0kg` : null)

function carrierOf(one: Consignment): string | null {
  return [one.carrier, one.service].filter(Boolean).join(', ') || null
}

function useProof(): (one: Consignment) => string | null {
  const { t } = useTranslation('orders')
  return (one) => {
    if (one.deliveredAt) return one.signedBy ? t('shipments.signed', { name: one.signedBy }) : null
    return one.open ? t('shipments.after') : null
  }
}

function ConsignmentCard({ one, index, href }: { one: Consignment; index: number; href: string }) {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  const contents = useContents()
  const proof = useProof()(one)
  const packed = one.packagesCount ? t('shipments.packed', { count: one.packagesCount }) : null
  const facts: (Fact | false)[] = [
    { label: t('shipments.of'), value: <ShipmentLink href={href} number={one.number} /> },
    carrierOf(one) !== null && { label: t('shipments.carrier'), value: carrierOf(one) },
    one.trackingNumber !== null && { label: t('shipments.tracking'), value: <span className="no">{one.trackingNumber}</span> },
    { label: t('shipments.contents'), value: contents(one.contents) },
    (one.weightKg !== null || packed !== null) && {
      label: t('shipments.weight'),
      value: [weight(locale, one.weightKg), packed].filter(Boolean).join(', '),
    },
    proof !== null && { label: t('shipments.proof'), value: proof },
  ]
  return (
    <Card head={<Head number={index} one={one} />}>
      <Pairs facts={facts.filter((fact) => fact !== false)} />
    </Card>
  )
}

function PackageCard({ one, consignment }: { one: ConsignedPackage; consignment: Consignment }) {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  const contents = useContents()
  const proof = useProof()(consignment)
  const tracking = one.trackingNumber ?? consignment.trackingNumber
  const facts: (Fact | false)[] = [
    carrierOf(consignment) !== null && { label: t('shipments.carrier'), value: carrierOf(consignment) },
    tracking !== null && { label: t('shipments.tracking'), value: <span className="no">{tracking}</span> },
    { label: t('shipments.contents'), value: contents(one.contents) },
    one.weightKg !== null && { label: t('shipments.weight'), value: weight(locale, one.weightKg) },
    proof !== null && { label: t('shipments.proof'), value: proof },
  ]
  return (
    <Card head={<Head number={one.number} one={consignment} />}>
      <Pairs facts={facts.filter((fact) => fact !== false)} />
    </Card>
  )
}

function Head({ number, one }: { number: number; one: Consignment }) {
  return (
    <>
      <NumberBox>{number}</NumberBox>
      <Standing one={one} />
    </>
  )
}

const ShipmentLink = ({ href, number }: { href: string; number: string }) => (
  <a className="no" href={href}>
    {number}
  </a>
)
