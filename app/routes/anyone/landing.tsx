import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { anyone } from '~/access/guards.server'
import { env } from '~/env.server'
import type { PageHandle } from '~/page-context'
import { Gate } from '~/ui/gate'

export const handle: PageHandle = { i18n: ['landing'] }

export const loader = anyone.load(({ context }) => ({ host: env.HOST_NAME, theme: context.preferences.theme }))

export default function Landing() {
  const { t } = useTranslation('landing')
  const { host, theme } = useLoaderData<typeof loader>()
  return (
    <Gate host={host} title={t('title')} lead={t('lead', { host })} theme={theme} preferencesAction="/preferences">
      <p className="actions">
        <a className="btn btn-primary" href="/sign-in">
          {t('signIn')}
        </a>
      </p>
    </Gate>
  )
}
