import { useRevalidator } from '@remix-run/react'
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Says over the page that there is more than it shows. What somebody is writing stays where it is; they decide when to look. */
export function NewsBar({ text }: { text: string | null }) {
  const { t } = useTranslation('ui')
  const { revalidate, state } = useRevalidator()
  return (
    <div className="news-bar" role="status">
      {text === null ? null : (
        <p>
          {text}
          <button type="button" className="btn btn-small" disabled={state !== 'idle'} onClick={() => revalidate()}>
            <RefreshCw className="icon icon-s" aria-hidden="true" />
            {t('showNews')}
          </button>
        </p>
      )}
    </div>
  )
}
