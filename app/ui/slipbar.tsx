/* How far a promise slipped: solid until the promised date, hatched after it. */
import { useTranslation } from 'react-i18next'
import { useReader } from './reader'
import { dayAndMonth, daysBetween } from './when-text'

export type SlipbarProps = {
  /** Calendar dates (YYYY-MM-DD): when it began, what was promised, when it is expected now (or came). */
  from: string
  promised: string
  expected: string
}
/** The promise's place between begin and end: 0 to 1. */
export function slipShare({ from, promised, expected }: SlipbarProps): number {
  const whole = daysBetween(from, expected)
  return whole <= 0 ? 1 : Math.min(1, Math.max(0.04, daysBetween(from, promised) / whole))
}

export function Slipbar(props: SlipbarProps) {
  const { t } = useTranslation('ui')
  const { locale } = useReader()
  const kept = Math.round(slipShare(props) * 1000) / 10
  const late = Math.max(0, daysBetween(props.promised, props.expected))
  return (
    <div className="slipbar">
      <svg aria-hidden="true">
        <rect className="piece-actual" width={`${kept}%`} height="8" rx="1.5" />
        {late > 0 ? (
          <rect className="piece-lost" fill="url(#hatch-lost)" x={`${kept}%`} width={`${100 - kept}%`} height="8" />
        ) : null}
      </svg>
      <span className="slipbar-text">
        {late > 0 ? <del>{dayAndMonth(locale, props.promised)}</del> : <span />}
        <b className={late > 7 ? 'slip-bad' : late > 0 ? 'slip-warn' : 'slip-ok'}>
          {dayAndMonth(locale, props.expected)}
          {late > 0 ? `${t('comma')}${t('late', { count: late })}` : ''}
        </b>
      </span>
    </div>
  )
}
