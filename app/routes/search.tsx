import { useTranslation } from 'react-i18next'
import type { Found } from '~/features/registry.types'
import { Empty } from '~/ui/empty'
import { Filters } from '~/ui/filters'
import { PageHead, Section } from '~/ui/page-head'

/** What the palette finds, as a page: for those without JavaScript, and to be linked to. */
export function SearchPage({
  text,
  groups,
  root,
}: {
  text: string
  groups: readonly { kind: string; found: readonly Found[] }[]
  root: string
}) {
  const { t } = useTranslation('operations')
  return (
    <>
      <PageHead title={t('search.title')} />
      <Filters action={`${root}/search`} search={{ name: 'q', label: t('search.title'), value: text }} />
      {groups.map(({ kind, found }) => (
        <Section key={kind} title={t(`search.kinds.${kind}` as never)}>
          <ul className="found">
            {found.map((one) => (
              <li key={one.path}>
                <a href={`${root}/${one.path}`}>{one.title}</a> <span className="quiet">{one.detail}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {groups.length === 0 && text.trim().length < 2 ? <Empty title={t('search.short')} /> : null}
      {groups.length === 0 && text.trim().length >= 2 ? (
        <Empty title={t('search.none', { text })}>{t('search.noneHint')}</Empty>
      ) : null}
    </>
  )
}
