/* A distributor's agreement with a programme, as staff see it: what holds, its statements, what happened to it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { Columns, RecordHead } from '~/ui/record'
import { Day } from '~/ui/when'
import type { AgreementRecord } from './agreements.commands.server'
import { useProgrammeWords } from './programme-words'
import type { StatementListRow } from './statement-table'
import { StatementTable } from './statement-table'

type Props = { agreement: AgreementRecord; statements: readonly StatementListRow[]; side: ReactNode; children?: ReactNode }

export function AgreementView({ agreement, statements, side, children }: Props) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { programme, account, tree, territory, joinedOn, endedOn } = agreement
  return (
    <>
      <RecordHead
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          { href: `/staff/programmes/${encodeURIComponent(programme.code)}`, label: say.name(programme) },
          { label: account.name },
        ]}
        title={t('agreements.changeTitle', { name: account.name })}
        facts={[
          {
            label: t('agreements.account'),
            value: <a href={`/staff/accounts/${encodeURIComponent(account.code)}`}>{account.code}</a>,
          },
          { label: t('agreements.covers'), value: t(`covers.${tree ? 'tree' : 'account'}`) },
          { label: t('rules.territory'), value: territory.join(', ') || t('agreements.everywhere') },
          { label: t('agreements.joined'), value: <Day on={joinedOn} /> },
          ...(endedOn ? [{ label: t('agreements.ended'), value: <Day on={endedOn} /> }] : []),
        ]}
      />
      <Columns side={side}>
        <Section title={t('statements.title')}>
          {statements.length > 0 ? (
            <StatementTable rows={statements} audience="staff" />
          ) : (
            <p className="quiet">{t('statements.noneYet')}</p>
          )}
        </Section>
        {children}
      </Columns>
    </>
  )
}
