import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Pairs } from '~/ui/record'
import { When } from '~/ui/when'
import { sayInstant } from '~/ui/when-text'
import type { ShipmentShown } from './shipment-page.server'

/** Who took it, when and where, with the papers that prove it; or what will stand here. */
export function ShipmentProof({ shipment, actions }: { shipment: ShipmentShown; actions?: ReactNode }) {
  const { t } = useTranslation('shipments')
  const { files, delivered_at, signed_by, zone, destination, story } = shipment
  const { locale, now } = useReader()
  const came = story.flatMap((entry) =>
    entry.kind === 'event' && entry.event.status === 'delivered' && !entry.event.retractedAt ? [entry.event] : [],
  )
  const each = came.flatMap((event): Fact[] => {
    if (event.packageNumber === null) return []
    const value = sayInstant(locale, event.happenedAt, now, zone, 'always')
    return [{ label: t('proof.of', { number: event.packageNumber }), value }]
  })
  if (!delivered_at && came.length === 0 && files.length === 0 && !actions && !shipment.open) return null
  const facts: (Fact | false)[] = [
    delivered_at !== null && { label: t('proof.signedBy'), value: signed_by ?? t('proof.unsigned') },
    delivered_at !== null && { label: t('proof.when'), value: <When at={delivered_at} time="always" timeZone={zone} /> },
    delivered_at !== null && destination !== null && { label: t('proof.where'), value: destination },
    ...each,
    files.length > 0 && {
      label: t('proof.papers'),
      value: files.map((file) => (
        <div key={file.file_key}>
          <a href={`/files/${file.file_key}`} download>
            {file.name}
          </a>
        </div>
      )),
    },
  ]
  const shown = facts.filter((fact) => fact !== false)
  return (
    <Section title={t('proof.title')} id="proof" end={actions}>
      {shown.length > 0 ? <Pairs facts={shown} /> : null}
      {delivered_at ? null : <p className="mt-2 text-sm text-ink-3">{t('proof.pending')}</p>}
    </Section>
  )
}
