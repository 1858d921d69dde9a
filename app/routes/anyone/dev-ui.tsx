import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { anyone } from '~/access/guards.server'
import { env } from '~/env.server'
import { texts } from '~/languages/texts.server'
import type { PageHandle } from '~/page-context'
import { galleryDrawings } from '~/ui/gallery/drawings.server'
import { Gallery } from '~/ui/gallery/gallery'
import { ErrorSample } from '~/ui/gallery/overlays'
import { Gate } from '~/ui/gate'
import { notFound } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['dev-ui'], title: (t) => t('dev-ui:title' as never) }

export const loader = anyone.load(async ({ context, url }) => {
  if (!env.SHOW_DEV_PAGES) notFound()
  const t = texts[context.language].getFixedT(context.language, 'dev-ui')
  const { theme, rail } = context.preferences
  return {
    theme,
    rail,
    drawings: await galleryDrawings((key) => t(key as never), context.language),
    dialogOpen: url.searchParams.get('dialog') === 'cancel',
    error: Number(url.searchParams.get('error')) || null,
    gate: url.searchParams.has('gate'),
  }
})

export default function DevUi() {
  const { error, gate, ...gallery } = useLoaderData<typeof loader>()
  const { t } = useTranslation('dev-ui')
  if (error) return <ErrorSample status={error} />
  if (gate) {
    return (
      <Gate
        host="Fairlead Fittings"
        title={t('sections.gate')}
        lead={t('lead')}
        theme={gallery.theme}
        preferencesAction="/preferences"
      >
        <a className="btn" href="/dev/ui">
          {t('title')}
        </a>
      </Gate>
    )
  }
  return <Gallery {...gallery} preferencesAction="/preferences" />
}
