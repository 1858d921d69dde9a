import { useTranslation } from 'react-i18next'
import type { FoundKind } from '~/features/palette.server'
import { Empty } from '~/ui/empty'
import { Filters } from '~/ui/filters'
import { PageHead, Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'

/** What the palette finds, as a page: for those without JavaScript, and to be linked to. */
export function SearchPage({ text, groups, root }: { text: string; groups: readonly FoundKind[]; root: string }) {
  const { t } = useTranslation('operations')
  const { locale } = useReader()
  const called = (kind: string) => String(t(`search.kinds.${kind}` as never))
  const sought = text.trim()
  return (
    <>
      <PageHead title={t('search.title')} />
      <Filters action={`${root}/search`} search={{ name: 'q', label: t('search.title'), value: text }} />
      {groups.map(({ kind, found, all }) => (
        <Section key={kind} title={called(kind)}>
          <ul className="found">
            {found.map((one) => (
              <li key={one.path}>
                <a href={`${root}/${one.path}`}>{one.title}</a> <span className="quiet">{one.detail}</span>
              </li>
            ))}
          </ul>
          {all ? (
            <p className="mt-3">
              <a href={`${root}/${all}`}>{t('search.all', { kind: called(kind).toLocaleLowerCase(locale), text: sought })}</a>
            </p>
          ) : null}
        </Section>
      ))}
      {groups.length === 0 && sought.length < 2 ? <Empty title={t('search.short')} /> : null}
      {groups.length === 0 && sought.length >= 2 ? (
        <Empty title={t('search.none', { text })}>{t('search.noneHint')}</Empty>
      ) : null}
    </>
  )
}
