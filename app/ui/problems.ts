/* What a guard answers to a form that it could not take, as sentences, and what was typed, so that nothing is typed twice. */
import type { SubmissionResult } from '@conform-to/react'
import { useTranslation } from 'react-i18next'
import type { FormProblem } from './form'

export type Answer = { problems?: SubmissionResult<string[]> | undefined; done?: unknown } | undefined

/**
 * A reason is a key of the languages, with its values behind a bar where it has any: 'orders:promise.early|{"day":"…"}'. Away from its
 * field it is said with the field's name, where it has a text for that ('…_named').
 */
export function useReasons(): (reason: string, field?: string) => string {
  const { t } = useTranslation('ui')
  return (reason, field) => {
    // What is no key is a library's own English, which nobody is shown; there may be bars in it as well.
    const [, said, values] = /^([\w-]+:[\w.-]+)(?:\|(.*))?$/s.exec(reason) ?? []
    const key = said ?? 'ui:errors.wrong'
    const keys = field === undefined ? [key] : [`${key}_named`, key]
    return String(t(keys as never, { field, ...(values && JSON.parse(values)) } as never))
  }
}

export type FieldProps = { id: string; name: string; defaultValue: string | undefined; error: string[] | undefined }

/**
 * The fields of a form after it came back. `field(name)` gives what a field of ui/field takes; `problems` and `general` are for
 * the summary. `prefix` keeps ids apart where one page has several forms; `names` are what the fields are called.
 */
export function useFields(answer: Answer, prefix = '', names: Readonly<Record<string, string>> = {}) {
  const words = useReasons()
  const { initialValue, error } = answer?.problems ?? {}
  const idOf = (name: string) => `${prefix}${name}`
  // Two rules of a field may give one reason, which is one thing to mend.
  const reasonsOf = (name: string) => error?.[name] && [...new Set(error[name])]
  const errorsOf = (name: string) => reasonsOf(name)?.map((reason) => words(reason))
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
    .flatMap((name) => (reasonsOf(name) ?? []).map((reason) => ({ id: idOf(name), text: words(reason, names[name]) })))
  return { field, problems, general: errorsOf('') ?? [] }
}
