/* What a guard answers to a form that it could not take, as sentences, and what was typed, so that nothing is typed twice. */
import type { SubmissionResult } from '@conform-to/react'
import { useTranslation } from 'react-i18next'
import type { FormProblem } from './form'

export type Answer = { problems?: SubmissionResult<string[]> | undefined; done?: unknown } | undefined

/** A reason is a key of the languages, with its values behind a bar where it has any: 'orders:promise.early|{"day":"…"}'. */
export function useReasons(): (reason: string) => string {
  const { t } = useTranslation('ui')
  return (reason) => {
    const [, key = reason, values] = /^([^|]*)\|(.*)$/s.exec(reason) ?? []
    if (!/^[\w-]+:[\w.-]+$/.test(key)) return t('errors.wrong')
    return String(t(key as never, (values ? JSON.parse(values) : {}) as never))
  }
}

export type FieldProps = { id: string; name: string; defaultValue: string | undefined; error: string[] | undefined }

/**
 * The fields of a form after it came back. `field(name)` gives what a field of ui/field takes; `problems` and `general` are for
 * the summary. `prefix` keeps ids apart where one page has several forms.
 */
export function useFields(answer: Answer, prefix = '') {
  const words = useReasons()
  const { initialValue, error } = answer?.problems ?? {}
  const idOf = (name: string) => `${prefix}${name}`
  const errorsOf = (name: string) => error?.[name]?.map(words)
  const field = (name: string, value?: string | null): FieldProps => {
    const typed = initialValue?.[name]
    return {
      id: idOf(name),
      name,
      defaultValue: (typeof typed === 'string' ? typed : value) ?? undefined,
      error: errorsOf(name),
    }
  }
  const problems: FormProblem[] = Object.keys(error ?? {})
    .filter((name) => name !== '')
    .flatMap((name) => (errorsOf(name) ?? []).map((text) => ({ id: idOf(name), text })))
  return { field, problems, general: errorsOf('') ?? [] }
}
