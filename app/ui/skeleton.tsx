/* Stands in for rows that are on their way, and shows itself only after 300 ms (the delay is in CSS). */
import { useTranslation } from 'react-i18next'

export function Skeleton({ rows = 6 }: { rows?: number | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div className="skeleton-row" key={row}>
          <span />
          <span />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
