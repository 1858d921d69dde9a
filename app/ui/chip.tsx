/* A filter that is on, as a chip: its link removes it. Filters live in the URL, so a chip is a link and needs no JavaScript. */
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export type ChipData = { label: string; value: string; removeHref: string }

export function Chip({ label, value, removeHref }: ChipData) {
  const { t } = useTranslation('ui')
  return (
    <span className="chip">
      <span>
        {label} <b>{value}</b>
      </span>
      <a href={removeHref} aria-label={t('filters.remove', { label, value })} data-stay>
        <X className="icon icon-s" aria-hidden="true" />
      </a>
    </span>
  )
}
