/* Beside the staff's home: what waits for them, and how the house is. */
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { Pairs } from '~/ui/record'
import { When } from '~/ui/when'
import { capped } from './capped'
import type { houseState } from './home.queries.server'
import { WaitingCounts } from './home-parts'
import type { waitsForStaff } from './waiting.queries.server'

const waiting = [
  ['mine', '/staff/requests?view=mine'],
  ['unassigned', '/staff/requests?view=unassigned'],
  ['proposals', '/staff/moderation'],
  ['ratings', '/staff/moderation/ratings'],
  ['answers', '/staff/purchase-orders'],
  ['payments', '/staff/payments'],
] as const

type Shown = { house: Awaited<ReturnType<typeof houseState>>; waits: Awaited<ReturnType<typeof waitsForStaff>> }

export function StaffSide({ house, waits }: Shown) {
  const { t } = useTranslation('home')
  const linked = (name: 'dead' | 'invitations' | 'clashes', href: string) => {
    const count = house[name]
    return count === null ? [] : [{ label: t(`house.${name}`), value: <a href={href}>{capped(count)}</a> }]
  }
  const pairs = [
    ...linked('dead', '/staff/jobs?state=dead'),
    ...linked('invitations', '/staff/people?view=invited'),
    ...linked('clashes', '/staff/imports/clashes'),
    ...house.imports.map((run) => ({
      label: t('house.import', { source: run.source }),
      value: (
        <a href={`/staff/imports/${run.code}`}>
          <When at={run.started_at} time="always" />
        </a>
      ),
    })),
  ]
  return (
    <>
      <WaitingCounts
        title={t('waiting.title')}
        counts={waiting.map(([name, href]) => ({ label: t(`waiting.${name}`), count: waits[name], href }))}
      />
      <Section title={t('house.title')}>
        <Pairs facts={pairs} figures />
      </Section>
    </>
  )
}
