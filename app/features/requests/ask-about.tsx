import { MessageCircleQuestion } from 'lucide-react'
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
