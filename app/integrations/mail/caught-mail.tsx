/* Mail as the local mail server caught it: a list, and one message in its own frame. */
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { When } from '~/ui/when'

type Head = { id: string; subject: string; to: string; sentAt: Date }

export function MailList({ mails, openId }: { mails: readonly Head[]; openId: string | null }) {
  const { t } = useTranslation('mail')
  return (
    <nav aria-label={t('dev.list')}>
      <ol className="divide-y divide-line border-y border-line">
        {mails.map((mail) => (
          <li key={mail.id}>
            <a
              href={`/dev/mail/${mail.id}`}
              aria-current={mail.id === openId ? 'page' : undefined}
              className="block px-3 py-2.5 text-ink hover:bg-hover hover:no-underline aria-[current]:bg-accent-tint"
            >
              <b className="block">{mail.subject}</b>
              <span className="flex flex-wrap justify-between gap-x-3 text-sm text-ink-2">
                <span className="break-all">{mail.to}</span>
                <When at={mail.sentAt} time="always" />
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export function MailView({ mail }: { mail: Head & { from: string; text: string; html: string; links: readonly string[] } }) {
  const { t } = useTranslation('mail')
  return (
    <article className="min-w-0 max-mid:order-first">
      <h2 className="text-lg">{mail.subject}</h2>
      <dl className="my-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-ink-3">{t('dev.from')}</dt>
        <dd>{mail.from}</dd>
        <dt className="text-ink-3">{t('dev.to')}</dt>
        <dd>{mail.to}</dd>
        <dt className="text-ink-3">{t('dev.sent')}</dt>
        <dd>
          <When at={mail.sentAt} time="always" />
        </dd>
      </dl>
      {mail.links.length > 0 ? (
        <Section title={t('dev.links')}>
          <ul className="grid gap-1">
            {mail.links.map((link) => (
              <li key={link}>
                <a href={link} className="break-all" data-reload="">
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {mail.html ? (
        <Section title={t('dev.formatted')}>
          <iframe
            title={t('dev.formatted')}
            src={`/dev/mail/${mail.id}/html`}
            sandbox="allow-top-navigation-by-user-activation"
            className="h-[34rem] w-full rounded-lg border border-line-strong bg-white"
          />
        </Section>
      ) : null}
      <Section title={t('dev.plain')}>
        <pre className="rounded-lg border border-line bg-sunken p-4 text-sm wrap-anywhere whitespace-pre-wrap">{mail.text}</pre>
      </Section>
    </article>
  )
}
