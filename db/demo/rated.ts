import { needsFollowUp } from '../../app/features/ratings/rating.ts'
import type { Instant } from './days.ts'

/** What customers of the demo said of how they were served, and what the staff made of it. */

export type Rated = {
  score: 1 | 2 | 3 | 4 | 5
  reasons: string
  comment: string
  chinese: string
  state: 'waiting' | 'approved' | 'refused'
  refusal?: string
  /** As it is shown, where something was taken out. */
  shown?: string
  response?: string
}

const ratings: readonly Rated[] = [
  {
    score: 5,
    reasons: 'speed,clarity',
    comment: 'Answered within the hour, and the answer was right.',
    chinese: '一小时内答复，而且答得准确。',
    state: 'approved',
    response: 'Thank you. We pass it on to the desk.',
  },
  {
    score: 4,
    reasons: 'solution',
    comment: 'Solved. A call before would have been nice.',
    chinese: '已解决，若能先来电更好。',
    state: 'waiting',
  },
  {
    score: 2,
    reasons: 'speed,delivery',
    comment: 'It took a week until somebody counted what we had counted on the first day.',
    chinese: '我们第一天就清点过，你们一周后才确认。',
    state: 'approved',
    response: 'You are right. Counts with a photo are taken at their word since this month.',
  },
  {
    score: 1,
    reasons: 'friendliness',
    comment: 'Mr Jansen of your warehouse hung up on me.',
    chinese: '仓库的 Jansen 先生直接挂断了我的电话。',
    state: 'refused',
    refusal: 'Names a person; the team has called back.',
  },
  { score: 3, reasons: '', comment: '', chinese: '', state: 'waiting' },
  {
    score: 5,
    reasons: 'friendliness,solution',
    comment: 'Ms Aziz found the pallet in Venlo herself. Thank you!',
    chinese: 'Aziz 女士亲自在芬洛找到了托盘，非常感谢！',
    state: 'approved',
    shown: 'Your service found the pallet in Venlo. Thank you!',
  },
]

const day = 86_400_000

/** What was said of every third solved request, by its number among all; null of the others. */
export const ratingFor = (id: number): Rated | null => (id % 3 === 0 ? (ratings[(id / 3) % ratings.length] ?? null) : null)

/** When it was given, and when it was decided. */
export const ratingTimes = (solvedAt: Instant, now: Instant) => {
  const given = Math.min(solvedAt + 5 * 3_600_000, now)
  return { given, decided: Math.min(given + day, now), now }
}

export const callsBack = (rated: Rated): boolean => needsFollowUp(rated.score)

type Times = ReturnType<typeof ratingTimes>

/** What is stored of it, besides whose it is. */
export const ratingRow = (rated: Rated, chinese: boolean, { given, decided, now }: Times, manager: number | null) => {
  const { score, reasons, refusal = null, response = null, shown = null } = rated
  // Nothing waits longer than a week.
  const state = rated.state === 'waiting' && decided < now - 7 * day ? 'approved' : rated.state
  const decision =
    state === 'waiting'
      ? { decided_by: null, decided_at: null, version: 1 }
      : { decided_by: manager, decided_at: decided, version: 2 }
  const answer = response === null ? { responded_by: null, responded_at: null } : { responded_by: manager, responded_at: decided }
  return {
    score,
    reasons,
    comment: (chinese ? rated.chinese : rated.comment) || null,
    shown_comment: chinese ? null : shown,
    state,
    refusal,
    response,
    ...decision,
    ...answer,
    created_at: given,
    updated_at: decision.decided_at ?? given,
  }
}
