/* Pages before the frame: sign in, invitation, forgotten password. Form at the left, the tide at the right. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from './brand'
import { LiveRegion } from './live'
import { Patterns } from './patterns'
import { LanguageSwitch, ThemeSwitch } from './person-menu'
import type { Theme } from './preferences'
import { SkipLink } from './skip-link'
import { TideGauge } from './tide-gauge'

export type GateProps = {
  host: string
  homeHref?: string | undefined
  title: ReactNode
  lead?: ReactNode
  theme: Theme
  preferencesAction: string
  /** Below the form: other ways in. */
  below?: ReactNode
  children: ReactNode
}
export function Gate({ host, homeHref = '/', title, lead, theme, preferencesAction, below, children }: GateProps) {
  const { t } = useTranslation('shell')
  return (
    <>
      <SkipLink />
      <Patterns />
      <div className="gate">
        <main id="main" tabIndex={-1}>
          <a className="brand" href={homeHref}>
            <Brand />
            <span className="brand-words">
              <b>Quayside</b> <span>{host}</span>
            </span>
          </a>
          <h1>{title}</h1>
          {lead ? <p className="lead">{lead}</p> : null}
          <div className="gate-form">{children}</div>
          {below ? <div className="gate-below">{below}</div> : null}
          <div className="gate-tools">
            <LanguageSwitch action={preferencesAction} words />
            <ThemeSwitch action={preferencesAction} theme={theme} />
          </div>
        </main>
        <aside>
          <TideGauge />
          <div>
            <h2>{t('gate.title')}</h2>
            <p>{t('gate.text', { host })}</p>
          </div>
        </aside>
      </div>
      <LiveRegion />
    </>
  )
}
