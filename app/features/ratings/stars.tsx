import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { scores } from './rating'

/** A score as stars, and in words for whoever does not see them. */
export function Stars({ score }: { score: number }) {
  const { t } = useTranslation('ratings')
  return (
    <span className="inline-flex" role="img" aria-label={t('score', { score })}>
      {scores.map((one) => (
        <Star key={one} className={one <= score ? 'icon fill-current text-caution-ink' : 'icon text-ink-3'} aria-hidden="true" />
      ))}
    </span>
  )
}
