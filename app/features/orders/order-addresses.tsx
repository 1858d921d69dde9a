import { useTranslation } from 'react-i18next'
import { countryName } from '~/ui/country'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Card, Cards, Pairs } from '~/ui/record'
import { sayDate } from '~/ui/when-text'
import type { Address, OrderRecord } from './order-record'

/** Where it goes, who pays, what else it is called. */
export function OrderAddresses({ order }: { order: OrderRecord }) {
  const { t } = useTranslation('orders')
  const { locale, now } = useReader()
  const types = t('referenceType', { returnObjects: true }) as Record<string, string>
  const facts: (Fact | false)[] = [
    order.requestedOn !== null && {
      label: t('record.wanted'),
      value: sayDate(locale, order.requestedOn, now, order.timeZone),
    },
    order.kind !== 'standard' && { label: t('record.kind'), value: t(`kind.${order.kind}` as 'kind.standard') },
    { label: t('record.soldBy'), value: order.entity.name },
    ...order.references.map(({ type, value }) => ({
      label: types[type] ?? types.other ?? type,
      value: <span className="no">{value}</span>,
    })),
  ]
  return (
    <Section title={t('record.addresses')} id="addresses">
      <Cards>
        {order.shipTo ? (
          <Card head={t('record.shipTo')}>
            <AddressText address={order.shipTo} />
          </Card>
        ) : null}
        {order.billTo ? (
          <Card head={t('record.billTo')}>
            <AddressText address={order.billTo} />
          </Card>
        ) : null}
        <Card head={t('record.references')}>
          <Pairs facts={facts.filter((fact) => fact !== false)} />
        </Card>
      </Cards>
    </Section>
  )
}

function AddressText({ address }: { address: Address }) {
  const { locale } = useReader()
  const city = [address.postalCode, address.city, address.region].filter(Boolean).join(' ')
  return (
    <address className="not-italic">
      {address.name}
      <br />
      {address.street}
      <br />
      {city}
      <br />
      {countryName(locale, address.country)}
    </address>
  )
}
