/* What is said of people in more than one place: how far they are, their role, what they see. */
import { useTranslation } from 'react-i18next'
import type { MemberRole, StaffRole } from '~/access/abilities'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { PersonState } from './person'

const marks: Record<PersonState, readonly [Mark, Tone]> = {
  active: ['check', 'ok'],
  invited: ['clock', 'go'],
  expired: ['late', 'warn'],
  waiting: ['plan', 'plain'],
  ended: ['off', 'off'],
}

/** Words for a list of people, got once for all its rows. */
export function usePersonWords() {
  const { t } = useTranslation('people')
  return {
    state: (state: PersonState) => t(`state.${state}`),
    role: (role: string) => t(`role.${role as MemberRole}`),
    staffRole: (role: string) => t(`staffRole.${role as StaffRole}`),
    reach: (inherits: boolean) => t(inherits ? 'reach.branch' : 'reach.account'),
    never: t('never'),
  }
}
export type PersonWords = ReturnType<typeof usePersonWords>

type Props = { state: PersonState; words: PersonWords; pill?: boolean }

export function PersonStateMark({ state, words, pill }: Props) {
  const [mark, tone] = marks[state]
  // Quiet until it matters: in a list only what is not as usual gets a mark.
  if (state === 'active' && !pill) return <span className="text-ink-2">{words.state(state)}</span>
  return (
    <Status mark={mark} tone={tone} pill={pill}>
      {words.state(state)}
    </Status>
  )
}
