/* What is shown instead of a page that cannot be shown. It needs no data, whatever else has failed, and mostly stands alone. */
import { useTranslation } from 'react-i18next'
import { Brand } from './brand'

export type ErrorPageProps = {
  /** 404 (also for what is not yours), 403, 410, 429, 500, 503 … */
  status: number
  /** The id under which it was logged; people read it out on the phone. */
  id?: string | undefined
  homeHref?: string | undefined
  /** Where to try again; by default the page itself. */
  retryHref?: string | undefined
  /** Inside the frame of an audience, which has a brand and a main part of its own. */
  framed?: boolean | undefined
}
type Kind = 'missing' | 'refused' | 'gone' | 'slow' | 'busy' | 'broken'
export const kindOf = (status: number): Kind => {
  if (status === 404) return 'missing'
  if (status === 401 || status === 403) return 'refused'
  if (status === 410) return 'gone'
  if (status === 429) return 'slow'
  if (status === 503) return 'busy'
  return status >= 400 && status < 500 ? 'missing' : 'broken'
}

export function ErrorPage({ status, id, homeHref = '/', retryHref = '', framed }: ErrorPageProps) {
  const Page = framed ? 'div' : 'main'
  const { t } = useTranslation('ui')
  const kind = kindOf(status)
  const again = kind === 'broken' || kind === 'busy' || kind === 'slow'
  return (
    <Page className={framed ? 'error-page error-framed' : 'error-page'} id={framed ? undefined : 'main'}>
      {framed ? null : (
        <a className="brand" href={homeHref}>
          <Brand />
          <span className="brand-words">
            <b>Quayside</b>
          </span>
        </a>
      )}
      <p className="error-status">{status}</p>
      <h1>{t(`error.${kind}.title`)}</h1>
      <p className="lead">{t(`error.${kind}.text`)}</p>
      <p className="actions">
        {again ? (
          <a className="btn btn-primary" href={retryHref} data-reload="">
            {t('error.again')}
          </a>
        ) : null}
        <a className={again ? 'btn' : 'btn btn-primary'} href={homeHref} data-reload="">
          {t('error.home')}
        </a>
      </p>
      {id ? (
        <p className="error-id">
          {t('error.id')} <code>{id}</code>
        </p>
      ) : null}
    </Page>
  )
}
