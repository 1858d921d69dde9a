import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Who else of the staff has a request open. */
export function Looking({ names, short = false }: { names: readonly string[]; short?: boolean }) {
  const { t } = useTranslation('requests')
  if (names.length === 0) return null
  const said = t('live.looking', { count: names.length, names: names.join(t('live.and')) })
  return (
    <span className="tag" title={said}>
      <Eye className="icon icon-s" aria-hidden="true" /> {short ? <span className="sr">{said}</span> : said}
      {short && names.length > 1 ? names.length : null}
    </span>
  )
}
