/* What is said of accounts in more than one place: stage, doings, place. */
import { useTranslation } from 'react-i18next'
import { placeName } from '~/ui/country'
import { useReader } from '~/ui/reader'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { Does, Stage } from './account'
import { doingsOf } from './account'

const marks: Record<Stage, readonly [Mark, Tone]> = {
  prospect: ['plan', 'plain'],
  new: ['t1', 'go'],
  active: ['check', 'ok'],
  at_risk: ['late', 'warn'],
  lost: ['off', 'off'],
}

/** Words for a list of accounts, got once for all its rows. */
export function useAccountWords() {
  const { t } = useTranslation('accounts')
  const { locale } = useReader()
  const comma = locale.startsWith('zh') ? '、' : ', '
  return {
    stage: (stage: string) => t(`stage.${stage as Stage}`),
    does: (account: Does) =>
      doingsOf(account)
        .map((one) => t(`does.${one}`))
        .join(comma),
    place: (account: { city: string | null; country: string | null }) => placeName(locale, account.city, account.country),
    ended: t('ended'),
  }
}

/** How an account stands. An account that has ended says that instead. */
export function StageMark({
  stage,
  active,
  words,
  pill,
}: {
  stage: string
  active: boolean
  words: { stage: (stage: string) => string; ended: string }
  pill?: boolean
}) {
  const [mark, tone] = active ? (marks[stage as Stage] ?? marks.active) : (['off', 'off'] as const)
  // Quiet until it matters: in a list only what is not as usual gets a mark.
  if (active && stage === 'active' && !pill) return <span className="text-ink-2">{words.stage(stage)}</span>
  return (
    <Status mark={mark} tone={tone} pill={pill}>
      {active ? words.stage(stage) : words.ended}
    </Status>
  )
}
