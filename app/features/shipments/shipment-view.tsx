import type { ReactNode } from 'react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintButton } from '~/ui/button'
import { Filled } from '~/ui/filled'
import { WayMap } from '~/ui/map'
import { Notice } from '~/ui/notice'
import { Columns, RecordHead } from '~/ui/record'
import { Status } from '~/ui/status'
import { useSentences } from './sentences'
import { ShipmentEvents } from './shipment-events'
import { ShipmentFacts } from './shipment-facts'
import { ShipmentGoods, ShipmentPackages } from './shipment-goods'
import { ShipmentNext } from './shipment-next'
import type { ShipmentShown } from './shipment-page.server'
import { ShipmentProof } from './shipment-proof'
import { ShipmentStatusMark } from './shipment-status'
import type { TrackedEvent } from './tracking'

export type ShipmentViewProps = {
  audience: 'portal' | 'staff'
  shipment: ShipmentShown
  /** The search part of the URL. */
  search: string
  /** What the reader may do: with the shipment, with an event, with the proof. */
  actions?: ReactNode
  eventAction?: (event: TrackedEvent) => ReactNode
  eventActions?: ReactNode
  proofActions?: ReactNode
  /** Between the head and the map: what was just done. */
  notice?: ReactNode
  /** Under the goods: notes, the timeline. */
  children?: ReactNode
}

/** The record of a shipment, for either audience. */
export function ShipmentView(props: ShipmentViewProps) {
  const { audience, shipment, search, children } = props
  const { t } = useTranslation('shipments')
  const path = `/${audience}/shipments/${encodeURIComponent(shipment.number)}`
  return (
    <>
      <Head {...props} />
      {props.notice}
      <SameNumber audience={audience} shipment={shipment} />
      {shipment.elsewhere ? <Notice tone="info">{t('page.elsewhere')}</Notice> : null}
      <ShipmentNext shipment={shipment} />
      <WayOfShipment shipment={shipment} />
      <Columns
        side={
          <>
            <ShipmentFacts shipment={shipment} />
            <ShipmentPackages packages={shipment.packages} count={shipment.packages_count} />
            <ShipmentProof shipment={shipment} actions={props.proofActions} />
          </>
        }
      >
        <ShipmentEvents
          story={shipment.story}
          packages={shipment.packages.map((one) => one.number)}
          packageNumber={shipment.packageNumber}
          path={path}
          search={search}
          host={shipment.host}
          signedBy={shipment.signed_by}
          actionFor={props.eventAction}
          actions={props.eventActions}
        />
        <ShipmentGoods lines={shipment.lines} audience={audience} />
        {children}
      </Columns>
    </>
  )
}

function Head({ audience, shipment, actions }: ShipmentViewProps) {
  const { t } = useTranslation('shipments')
  const { t: ui } = useTranslation('ui')
  const say = useSentences(shipment.zone)
  const list = `/${audience}/shipments`
  return (
    <RecordHead
      crumbs={[{ href: list, label: t('title') }, { label: shipment.number }]}
      answer
      what={<What audience={audience} shipment={shipment} />}
      statuses={
        <>
          <ShipmentStatusMark pill status={shipment.status} />
          {shipment.late === 1 && shipment.daysBehind > 0 ? (
            <Status pill mark="late" tone={shipment.daysBehind > 7 ? 'bad' : 'warn'}>
              {ui('behind', { count: shipment.daysBehind })}
            </Status>
          ) : null}
        </>
      }
      title={say(shipment.headline)}
      lead={say(shipment.explanation) || null}
      actions={
        <>
          {actions}
          <PrintButton />
        </>
      }
    />
  )
}

/** "Shipment SH-90377 of SO-48102, SO-48110". */
function What({ audience, shipment: { number, orders } }: Pick<ShipmentViewProps, 'audience' | 'shipment'>) {
  const { t } = useTranslation('shipments')
  const links = orders.slice(0, 4).map((order, index) => (
    <Fragment key={order}>
      {index > 0 ? ', ' : ''}
      <a className="no" href={`/${audience}/orders/${encodeURIComponent(order)}`}>
        {order}
      </a>
    </Fragment>
  ))
  const more = orders.length > 4 ? ` +${orders.length - 4}` : ''
  const parts = { n: <span className="no">{number}</span>, o: [...links, more] }
  return <Filled text={t(orders.length > 0 ? 'page.whatOf' : 'page.what')} parts={parts} />
}

/** Two companies of the host may have used one number. */
function SameNumber({ audience, shipment: { number, others } }: Pick<ShipmentViewProps, 'audience' | 'shipment'>) {
  const { t } = useTranslation('shipments')
  if (others.length === 0) return null
  const links = others.map(({ code, name }) => (
    <a key={code} href={`/${audience}/shipments/${encodeURIComponent(number)}?entity=${encodeURIComponent(code)}`}>
      {name}
    </a>
  ))
  return (
    <Notice tone="info">
      {t('page.sameNumber')} {links}
    </Notice>
  )
}

function WayOfShipment({ shipment: { map, number } }: { shipment: ShipmentShown }) {
  const { t } = useTranslation('shipments')
  if (!map) return null
  const [from = '', ...rest] = map.places
  const to = rest.pop() ?? from
  const description =
    rest.length > 0 ? t('map.descriptionVia', { from, to, via: rest.join(', ') }) : t('map.description', { from, to })
  return <WayMap drawing={map.drawing} title={t('map.title', { number })} description={description} />
}
