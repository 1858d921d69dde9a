import { useTranslation } from 'react-i18next'
import { countryName } from '~/ui/country'
import { Section } from '~/ui/page-head'
import { formatQuantity } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Pairs } from '~/ui/record'
import { Day, When } from '~/ui/when'
import type { ShipmentShown } from './shipment-page.server'

const modes = ['parcel', 'road', 'rail', 'sea', 'air', 'inland_water'] as const
const references = [
  'booking',
  'bill_of_lading',
  'container',
  'delivery_note',
  'air_waybill',
  'customs_entry',
  'seal',
  'invoice',
  'pickup',
  'release_order',
  'purchase_order',
] as const
const oneOf = <T extends string>(known: readonly T[], text: string): T | null => (known.includes(text as T) ? (text as T) : null)

/** Where it goes, who brings it, what it weighs, and the numbers that others know it by. */
export function ShipmentFacts({ shipment }: { shipment: ShipmentShown }) {
  const { t } = useTranslation('shipments')
  const numbers = shipment.references.map(({ type, value }) => {
    const known = oneOf(references, type)
    return { label: known ? t(`reference.${known}`) : type, value: <span className="no">{value}</span> }
  })
  const merged = [...new Set(numbers.map((one) => one.label))].map((label) => ({
    label,
    value: numbers
      .filter((one) => one.label === label)
      .map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the values of one drawing never move
        <div key={index}>{one.value}</div>
      )),
  }))
  return (
    <Section title={t('facts.title')}>
      <Pairs facts={[...useFacts(shipment), ...merged]} />
    </Section>
  )
}

function useFacts(shipment: ShipmentShown): Fact[] {
  const { t } = useTranslation('shipments')
  const { locale } = useReader()
  const weight = shipment.weight_kg && formatQuantity(locale, shipment.weight_kg)
  const count = shipment.packages_count
  const facts: (Fact | false)[] = [
    shipment.to_city !== null && { label: t('facts.shipTo'), value: <Address shipment={shipment} /> },
    shipment.from_city !== null && {
      label: t('facts.shipFrom'),
      value: [shipment.ships_from, shipment.from_city].filter((one, index, all) => one && all.indexOf(one) === index).join(', '),
    },
    shipment.shipper !== null && { label: t('facts.shipper'), value: shipment.shipper },
    Boolean(shipment.terms) && { label: t('facts.terms'), value: shipment.terms },
    ...useCarriers(shipment),
    Boolean(shipment.service) && { label: t('facts.service'), value: shipment.service },
    Boolean(shipment.tracking_number) && {
      label: t('facts.tracking'),
      value: <span className="no">{shipment.tracking_number}</span>,
    },
    Boolean(weight) && {
      label: t('facts.weight'),
      value: count ? t('facts.weightPackages', { weight, count }) : t('facts.weightValue', { weight }),
    },
    shipment.shipped_at !== null && { label: t('facts.left'), value: <When at={shipment.shipped_at} time="never" /> },
    shipment.first_expected_on !== null &&
      shipment.first_expected_on !== shipment.expected_on && {
        label: t('facts.firstExpected'),
        value: <Day on={shipment.first_expected_on} timeZone={shipment.zone} />,
      },
    shipment.expected_on !== null && {
      label: t('facts.expected'),
      value: <Day on={shipment.expected_on} timeZone={shipment.zone} />,
    },
  ]
  return facts.filter((fact) => fact !== false)
}

/** One line for each mode of transport; the carrier alone where the legs are not known. */
function useCarriers({ legs, carrier, mode }: ShipmentShown): Fact[] {
  const { t } = useTranslation('shipments')
  const name = (one: string | null) => {
    const known = one && oneOf(modes, one)
    return known ? t(`mode.${known}`) : t('facts.carrier')
  }
  const told = legs.filter((leg) => leg.carrier)
  if (told.length === 0) return carrier ? [{ label: name(mode), value: carrier }] : []
  const byMode = new Map<string, Set<string>>()
  for (const leg of told) {
    const said = [leg.carrier, leg.vehicle, leg.voyage].filter(Boolean).join(', ')
    byMode.set(leg.mode, (byMode.get(leg.mode) ?? new Set()).add(said))
  }
  return [...byMode].map(([one, said]) => ({ label: name(one), value: [...said].map((text) => <div key={text}>{text}</div>) }))
}

function Address({ shipment }: { shipment: ShipmentShown }) {
  const town = [shipment.to_postal_code, shipment.to_city].filter(Boolean).join(' ')
  const { locale } = useReader()
  const land = [shipment.to_region, shipment.to_country && countryName(locale, shipment.to_country)].filter(Boolean).join(', ')
  const lines = [shipment.to_name, shipment.to_street, town, land]
  return (
    <address className="not-italic">
      {lines.filter(Boolean).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </address>
  )
}
