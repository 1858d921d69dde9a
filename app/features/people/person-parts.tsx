/* Parts of a person's page: where they belong, and what was done to their access. */
import { useTranslation } from 'react-i18next'
import { languageNames } from '~/languages/settings'
import { Empty } from '~/ui/empty'
import { News } from '~/ui/news'
import { Section } from '~/ui/page-head'
import { Pairs } from '~/ui/record'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { When } from '~/ui/when'
import type { Change, PersonRecord, Seat } from './people.queries.server'
import { usePersonWords } from './person-words'

/** `path` leads to the person; null where the reader may change nothing. */
export function Seats({ seats, path }: { seats: readonly Seat[]; path: string | null }) {
  const { t } = useTranslation('people')
  const words = usePersonWords()
  if (seats.length === 0)
    return (
      <Empty title={t('person.noSeats')} level={3}>
        {t('person.noSeatsText')}
      </Empty>
    )
  const columns: Column<Seat>[] = [
    {
      key: 'account',
      head: t('person.account'),
      cell: (seat) => <a href={`/staff/accounts/${encodeURIComponent(seat.account)}`}>{seat.accountName}</a>,
      place: 1,
    },
    { key: 'role', head: t('person.role'), cell: (seat) => words.role(seat.role), place: 3 },
    { key: 'reach', head: t('person.reach'), cell: (seat) => words.reach(seat.inherits), quiet: true, place: 5 },
    {
      key: 'since',
      head: t('person.added'),
      cell: (seat) => <When at={seat.since} time="never" />,
      quiet: true,
      leaves: 'second',
    },
  ]
  if (path !== null)
    columns.push({
      key: 'change',
      head: <span className="sr">{t('person.change')}</span>,
      place: 2,
      cell: (seat) => (
        <a
          href={`${path}/role?account=${encodeURIComponent(seat.account)}`}
          aria-label={t('person.changeOf', { account: seat.accountName })}
        >
          {t('person.change')}
        </a>
      ),
    })
  return <DataTable caption={t('person.seats')} columns={columns} rows={seats} keyOf={(seat) => seat.account} />
}

const known = [
  'invite',
  'invite-again',
  'withdraw',
  'invitation-accepted',
  'password-reset',
  'password-change',
  'role-change',
  'remove',
  'deactivate',
  'reactivate',
  'staff-role',
  'end-sessions',
] as const
type Known = (typeof known)[number]

export function PersonHistory({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('people')
  const nameOf = (action: string) => {
    const verb = action.replace('people.', '')
    return t(`change.${known.includes(verb as Known) ? (verb as Known) : 'other'}`)
  }
  return (
    <Section title={t('person.history')}>
      {changes.length === 0 ? (
        <p className="text-ink-2">{t('person.noHistory')}</p>
      ) : (
        <News
          items={changes.map((change) => ({
            id: `${change.action} ${change.at.toISOString()} ${change.account ?? ''}`,
            text: (
              <>
                {nameOf(change.action)}
                {change.account ? `, ${change.account}` : null}
              </>
            ),
            meta: (
              <>
                <When at={change.at} /> · {t('person.byWhom', { name: change.by ?? t('person.system') })}
              </>
            ),
          }))}
        />
      )}
    </Section>
  )
}

/** How a person is reached, and since when they are known. */
export function PersonDetails({ person }: { person: PersonRecord }) {
  const { t } = useTranslation('people')
  return (
    <Section title={t('person.details')}>
      <Pairs
        facts={[
          { label: t('person.email'), value: <a href={`mailto:${person.email}`}>{person.email}</a> },
          ...(person.phone ? [{ label: t('person.phone'), value: person.phone }] : []),
          { label: t('person.language'), value: languageNames[person.language as 'en'] ?? person.language },
          { label: t('person.zone'), value: person.time_zone },
          { label: t('person.since'), value: <When at={person.created_at} time="never" /> },
        ]}
      />
    </Section>
  )
}
