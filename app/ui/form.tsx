/* What every form has besides its fields: a summary of what is wrong, linked to the fields, and the two hidden values that guard
   against sending twice (idempotency) and against overwriting somebody else's change (version). */
import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from './problems'

export type FormProblem = { id: string; text: string }

/** The problems of Conform fields in the order given. `words` turns an error key into a sentence. */
export function problemsOf(
  fields: readonly { id: string; errors?: readonly string[] | undefined }[],
  words: (key: string) => string = (key) => key,
): FormProblem[] {
  return fields.flatMap(({ id, errors }) => (errors ?? []).map((key) => ({ id, text: words(key) })))
}

export type ErrorSummaryProps = {
  problems: readonly FormProblem[]
  /** Said about the form as a whole, below the title. */
  general?: readonly string[] | undefined
  title?: string | undefined
  /** Takes the focus when it appears; on by default. */
  focus?: boolean | undefined
}
/** At the top of a form that came back: takes the focus, and each line leads to its field. Renders nothing when all is well. */
export function ErrorSummary({ problems, general = [], title, focus = true }: ErrorSummaryProps) {
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  const count = problems.length + general.length
  useEffect(() => {
    if (focus && count > 0) box.current?.focus()
  }, [focus, count])
  if (count === 0) return null
  return (
    <div className="notice notice-bad m-stop error-summary" role="alert" tabIndex={-1} ref={box}>
      <div className="notice-text">
        <h2>{title ?? t('errors.title', { count })}</h2>
        <ul>
          {general.map((text) => (
            <li key={text}>{text}</li>
          ))}
          {problems.map(({ id, text }) => (
            <li key={id + text}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

export type FormGuardsProps = {
  /** A fresh random key from the loader: the same key is carried out once. */
  idempotencyKey?: string | undefined
  /** The version of the record that the form was filled from. */
  version?: string | number | undefined
}
export function FormGuards({ idempotencyKey, version }: FormGuardsProps) {
  return (
    <>
      {idempotencyKey === undefined ? null : <input type="hidden" name="idempotency_key" value={idempotencyKey} />}
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
    </>
  )
}

/** Fields below one another, with the usual distance and a readable width. */
export function FieldStack({ children }: { children: ReactNode }) {
  return <div className="fields">{children}</div>
}

/** The buttons at the end of a form: the main one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>
}

/**
 * A key for a form that changes whenever what was typed into it has been taken, and only then: the form is empty again, while what is
 * half written elsewhere on the page stays.
 */
export function useSentKey(done: string | null, kinds: readonly string[], answer: Answer): string {
  const { key } = useLocation()
  const [last, setLast] = useState(key)
  const sent = done !== null && kinds.includes(done) && answer === undefined
  if (sent && last !== key) setLast(key)
  return sent ? key : last
}
