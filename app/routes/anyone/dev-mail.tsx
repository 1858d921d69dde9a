import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { anyone } from '~/access/guards.server'
import { env } from '~/env.server'
import { findCaughtMail, listCaughtMail } from '~/integrations/mail/caught.server'
import { MailList, MailView } from '~/integrations/mail/caught-mail'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { SkipLink } from '~/ui/skip-link'
import { notFound } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['mail'], title: (t) => t('mail:dev.title') }

export const loader = anyone.load(async ({ params }) => {
  if (!env.SHOW_DEV_PAGES) notFound()
  const list = await listCaughtMail()
  const open = params.id ? ((await findCaughtMail(params.id)) ?? notFound()) : null
  return { list: list.map(({ id, subject, to, sentAt }) => ({ id, subject, to, sentAt })), open }
})

export default function DevMail() {
  const { t } = useTranslation('mail')
  const { list, open } = useLoaderData<typeof loader>()
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1} className="mx-auto min-h-dvh max-w-[1180px] bg-surface p-4 desk:p-6">
        <PageHead
          title={t('dev.title')}
          lead={t('dev.lead')}
          actions={
            <a className="btn" href="/">
              {t('dev.back')}
            </a>
          }
        />
        {list.length === 0 ? (
          <Empty title={t('dev.none')}>{t('dev.noneText')}</Empty>
        ) : (
          <div className="grid items-start gap-6 mid:grid-cols-[20rem_minmax(0,1fr)]">
            <MailList mails={list} openId={open?.id ?? null} />
            {open ? <MailView mail={open} /> : <p className="text-ink-3 max-mid:hidden">{t('dev.choose')}</p>}
          </div>
        )}
      </main>
    </>
  )
}
