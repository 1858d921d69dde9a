/* Everything that happened to a catalog item, newest first: what was proposed and by whom, what was decided and why, what the ERP changed. */
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '~/ui/timeline'
import { Timeline } from '~/ui/timeline'
import type { ItemEvent } from './item-events.server'
import { priceKeyOf } from './price'
import { useSupplyWords } from './supply-words'

type Props = { events: readonly ItemEvent[]; section: string }

export function ItemTimeline({ events, section }: Props) {
  const { t } = useTranslation('supply')
  const entryOf = useEntry(section)
  const entries = events.map(entryOf)
  return <Timeline entries={entries} title={t('item.timeline')} />
}

function useEntry(section: string) {
  const { t } = useTranslation('supply')
  const words = useSupplyWords()
  const linked = (number: string) => (
    <a className="underline" href={`${section}/${encodeURIComponent(number)}`}>
      {number}
    </a>
  )
  const value = (field: string, variant: string, text: string | null) =>
    words.value(field, text, variant ? { currency: priceKeyOf(variant).currency, base: '1' } : null)
  return (event: ItemEvent, index: number): TimelineEntry => {
    const { at } = event
    const id = `${index}`
    if (event.kind === 'created') return { id, at, mark: 't0', text: t('timeline.created') }
    if (event.kind === 'changed') {
      const { field, variant } = event
      const what = { field: t(`field.${field}`), from: value(field, variant, event.from), to: value(field, variant, event.to) }
      return { id, at, mark: 'info', text: t('timeline.changed', what) }
    }
    const fields = event.fields.map((one) => t(`field.${one}`)).join(', ')
    const meta = [event.by, event.reason].filter(Boolean).join(': ') || undefined
    const mark = { submitted: 'dot', first: 'clock', approved: 'check', refused: 'stop' } as const
    const text = (
      <>
        {linked(event.number)} {t(`timeline.${event.kind}`, { fields })}
      </>
    )
    return { id, at, mark: mark[event.kind], text, meta }
  }
}
