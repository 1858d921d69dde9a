/* Who of an account can sign in, and who of the accounts above sees it too. */
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Section } from '~/ui/page-head'
import { MembersTable } from './members-table'
import type { Above, MemberRow } from './people.queries.server'

type Props = { account: string; people: readonly MemberRow[]; from: readonly Above[]; invite: boolean }

export function AccountPeople({ account, people, from, invite }: Props) {
  const { t } = useTranslation('people')
  const link = invite ? (
    <ButtonLink
      href={`/staff/people/invite?account=${encodeURIComponent(account)}`}
      size="small"
      icon={<Plus className="icon icon-s" aria-hidden="true" />}
    >
      {t('invite.open')}
    </ButtonLink>
  ) : null
  return (
    <Section title={t('title')} id="people" end={people.length > 0 ? link : null}>
      {people.length > 0 ? (
        <MembersTable rows={people} />
      ) : (
        <Empty title={t('members.none')} level={3} actions={link}>
          {t('members.noneText')}
        </Empty>
      )}
      <SeenFromAbove from={from} hrefOf={(code) => `/staff/accounts/${encodeURIComponent(code)}#people`} />
    </Section>
  )
}

/** "6 people of Brackwater Supply see it too." */
export function SeenFromAbove({ from, hrefOf }: { from: readonly Above[]; hrefOf: (code: string) => string }) {
  const { t } = useTranslation('people')
  if (from.length === 0) return null
  return (
    <div className="mt-3 grid gap-1 text-sm text-ink-2">
      {from.map((one) => (
        <p key={one.account}>
          {t('members.above', { count: one.count })} <a href={hrefOf(one.account)}>{one.accountName}</a>
        </p>
      ))}
    </div>
  )
}
