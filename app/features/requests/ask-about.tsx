import { MessageCircleQuestion, PackageX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'

/** Leads from a record to a new request about it. */
export function AskAbout({ order, shipment }: { order?: string; shipment?: string }) {
  const { t } = useTranslation('requests')
  const search = new URLSearchParams({ ...(order && { order }), ...(shipment && { shipment }) })
  return (
    <ButtonLink href={`/portal/requests/new?${search}`} icon={<MessageCircleQuestion className="icon" aria-hidden="true" />}>
      {t('new.about')}
    </ButtonLink>
  )
}

/** Leads from one line of an order to a claim of what is wrong with it. */
export function ClaimLine({ order, line }: { order: string; line: number }) {
  const { t } = useTranslation('requests')
  const search = new URLSearchParams({ order, line: String(line), kind: 'delivery_claim' })
  const words = t('new.claim', { line })
  return (
    <a className="btn btn-small btn-ghost" href={`/portal/requests/new?${search}`} title={words} aria-label={words}>
      <PackageX className="icon icon-s" aria-hidden="true" />
      <span className="phone">{words}</span>
    </a>
  )
}
