import { FilePlus2, MessageSquarePlus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import type { ShipmentViewProps } from './shipment-view'

export type StaffMay = { record: boolean; retract: boolean; add: boolean; note: boolean }

/** What the staff can do on the page of a shipment, as links to the forms. */
export function useStaffActions(
  number: string,
  entity: string,
  may: StaffMay,
): Pick<ShipmentViewProps, 'actions' | 'eventAction' | 'proofActions'> {
  const { t } = useTranslation('shipments')
  const path = `/staff/shipments/${encodeURIComponent(number)}`
  return {
    actions: (
      <>
        {may.record ? (
          <ButtonLink href={`${path}/events${entity}`} icon={<Plus className="icon" aria-hidden="true" />}>
            {t('record.open')}
          </ButtonLink>
        ) : null}
        {may.note ? (
          <ButtonLink href={`${path}/note${entity}`} icon={<MessageSquarePlus className="icon" aria-hidden="true" />}>
            {t('page.addNote')}
          </ButtonLink>
        ) : null}
      </>
    ),
    eventAction: (event) =>
      may.retract && event.classifier === 'actual' ? (
        <a className="no-print" href={`${path}/events/${event.key}${entity}`}>
          {t('retract.open')}
        </a>
      ) : null,
    proofActions: may.add ? (
      <ButtonLink href={`${path}/proof${entity}`} size="small" icon={<FilePlus2 className="icon icon-s" aria-hidden="true" />}>
        {t('proof.add')}
      </ButtonLink>
    ) : null,
  }
}

const things = { retracted: 'retract.done', recorded: 'record.done', added: 'proof.added', note: 'page.noted' } as const

/** What has just been done, after the page was loaded anew: `?done=retracted`. */
export function StaffDone({ search }: { search: string }) {
  const { t } = useTranslation('shipments')
  const done = new URLSearchParams(search).get('done')
  const key = Object.hasOwn(things, done ?? '') ? things[done as keyof typeof things] : null
  return key ? (
    <Notice tone="ok" live>
      {t(key)}
    </Notice>
  ) : null
}
