import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { anyone } from '~/access/guards.server'
import { landingOf } from '~/access/sign-in.server'
import { env } from '~/env.server'
import type { PageHandle } from '~/page-context'
import { Gate } from '~/ui/gate'

export const handle: PageHandle = { i18n: ['landing'], title: (t) => t('landing:title') }

export const loader = anyone.load(async ({ visitor, context }) => {
  if (visitor) throw redirect(await landingOf(visitor.personId))
  return { host: env.HOST_NAME, theme: context.preferences.theme, demo: env.SHOW_DEV_PAGES }
})

export default function Landing() {
  const { t } = useTranslation('landing')
  const { host, theme, demo } = useLoaderData<typeof loader>()
  const below = (
    <p>
      {t('demo')} <a href="/dev/mail">{t('mail')}</a> · <a href="/dev/ui">{t('parts')}</a>
    </p>
  )
  return (
    <Gate
      host={host}
      title={t('title')}
      lead={t('lead', { host })}
      theme={theme}
      preferencesAction="/preferences"
      below={demo ? below : null}
    >
      <p className="actions">
        <a className="btn btn-primary" href="/sign-in">
          {t('signIn')}
        </a>
      </p>
    </Gate>
  )
}
