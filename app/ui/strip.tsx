/* What happens next, and who is waiting for whom. */
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from './avatar'
import type { Mark } from './status'

export type Waiting = {
  /** "You", or the name of a company. */
  name: string
  /** Whose initials stand beside it, when the name is a word such as "You". */
  company?: string | undefined
  kind?: 'company' | 'host' | undefined
  /** Between this one and the next: "wait for". Defaults to the catalogue's words. */
  link?: string | undefined
}
export type StripStep = {
  /** "Now", "Next, Tue 16 June", "You, by Mon 22 June". */
  when: ReactNode
  mark: Mark
  text: ReactNode
  small?: ReactNode
  /** It is the reader who has to do something. */
  you?: boolean | undefined
}
export type StripProps = {
  /** The chain of who waits for whom, the reader first. */
  waiting?: readonly Waiting[] | undefined
  /** Instead of a chain: one sentence. */
  sentence?: ReactNode
  /** "Until Sun 21 June", or a button. */
  end?: ReactNode
  steps: readonly StripStep[]
}
export function Strip({ waiting = [], sentence, end, steps }: StripProps) {
  const { t } = useTranslation('ui')
  return (
    <section className="strip" aria-label={t('strip.label')}>
      {waiting.length > 0 || sentence || end ? (
        <div className="strip-top">
          {waiting.length > 0 ? <Waits waiting={waiting} /> : <p>{sentence}</p>}
          {end ? <div className="strip-end">{end}</div> : null}
        </div>
      ) : null}
      {steps.length > 0 ? (
        <ol>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one drawing never move
            <li key={index} className={step.you ? 'you' : undefined}>
              <span className={`strip-when m-${step.mark}`}>{step.when}</span>
              <p>{step.text}</p>
              {step.small ? <small>{step.small}</small> : null}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  )
}

/** "You wait for Fairlead, who waits for Marlin Line", as a chain. */
export function Waits({ waiting }: { waiting: readonly Waiting[] }) {
  const { t } = useTranslation('ui')
  return (
    <p className="waits">
      {waiting.map((one, index) => (
        <span className="waits-link" key={one.name}>
          <span className="waits-who">
            <Avatar name={one.company ?? one.name} kind={one.kind ?? 'company'} />
            {one.name}
          </span>
          {index < waiting.length - 1 ? (
            <span className="waits-for">
              {one.link ?? (index === 0 ? t('strip.waitFor') : t('strip.whoWaitsFor'))}
              <ArrowRight className="icon icon-s" aria-hidden="true" />
            </span>
          ) : null}
        </span>
      ))}
    </p>
  )
}
