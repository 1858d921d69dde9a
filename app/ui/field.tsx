/* Form fields: label, hint, error, input. They take what Conform's getInputProps() and its relatives return, so a typed value
   is kept; error and hint are tied to the input. Ids: input `id`, error `id-error`, hint `id-description` (as Conform names them). */
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names'

export type FieldFrame = {
  label: ReactNode
  hint?: ReactNode
  /** One or several finished sentences; nothing when the field is right. */
  error?: string | readonly string[] | null | undefined
  /** Says "optional" beside the label. */
  optional?: boolean | undefined
  /** At the right of the label, for example a link. */
  aside?: ReactNode
}

const errorOf = (error: FieldFrame['error']): string => (typeof error === 'string' ? error : (error ?? []).join(' '))

function useFrame(id: string | undefined, frame: FieldFrame) {
  const made = useId()
  const own = id ?? made
  const error = errorOf(frame.error)
  const described = cx(Boolean(frame.hint) && `${own}-description`, Boolean(error) && `${own}-error`)
  return { id: own, error, input: { id: own, 'aria-invalid': error ? true : undefined, 'aria-describedby': described } }
}

type ShellProps = Omit<FieldFrame, 'error'> & { id: string; error: string; children: ReactNode }
function Shell({ id, label, hint, error, optional, aside, children }: ShellProps) {
  const { t } = useTranslation('ui')
  return (
    <div className={cx('field', error && 'field-bad', aside != null && 'field-beside')}>
      <div className="field-head">
        <label htmlFor={id}>
          {label}
          {optional ? <span className="field-optional"> {t('optional')}</span> : null}
        </label>
      </div>
      {hint ? (
        <p className="hint" id={`${id}-description`}>
          {hint}
        </p>
      ) : null}
      {children}
      <FieldError id={id} error={error} />
      {aside == null ? null : <div className="field-aside">{aside}</div>}
    </div>
  )
}

/** The sentence under a field. */
export function FieldError({ id, error }: { id: string; error: string }) {
  return error ? (
    <p className="field-error m-stop" id={`${id}-error`}>
      {error}
    </p>
  ) : null
}

export type TextFieldProps = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'prefix'> & {
    prefix?: ReactNode
    suffix?: ReactNode
    numeric?: boolean | undefined
  }
/** Any one-line input: text, email, password, date, number, tel … */
export function TextField({
  label,
  hint,
  error,
  optional,
  aside,
  prefix,
  suffix,
  numeric,
  className,
  id,
  ...rest
}: TextFieldProps) {
  const frame = useFrame(id, { label, hint, error })
  const input = <input type="text" {...rest} {...frame.input} className={cx('input', numeric && 'num', className)} />
  return (
    <Shell id={frame.id} label={label} hint={hint} error={frame.error} optional={optional} aside={aside}>
      {prefix || suffix ? (
        <span className="affix">
          {prefix ? <span className="affix-before">{prefix}</span> : null}
          {input}
          {suffix ? <span className="affix-after">{suffix}</span> : null}
        </span>
      ) : (
        input
      )}
    </Shell>
  )
}

export function DateField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField {...props} type="date" className={cx('input-date', props.className)} />
}

export type TextAreaFieldProps = FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>
export function TextAreaField({ label, hint, error, optional, aside, className, id, ...rest }: TextAreaFieldProps) {
  const frame = useFrame(id, { label, hint, error })
  return (
    <Shell id={frame.id} label={label} hint={hint} error={frame.error} optional={optional} aside={aside}>
      <textarea rows={4} {...rest} {...frame.input} className={cx('input area', className)} />
    </Shell>
  )
}

export type Choice = { value: string; label: string; hint?: ReactNode; disabled?: boolean | undefined }
export type SelectFieldProps = FieldFrame &
  SelectHTMLAttributes<HTMLSelectElement> & { choices: readonly Choice[]; empty?: string | undefined }
/** `empty` is the text of the choice that chooses nothing. */
export function SelectField({ label, hint, error, optional, aside, choices, empty, className, id, ...rest }: SelectFieldProps) {
  const frame = useFrame(id, { label, hint, error })
  return (
    <Shell id={frame.id} label={label} hint={hint} error={frame.error} optional={optional} aside={aside}>
      <select {...rest} {...frame.input} className={cx('input select', className)}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </Shell>
  )
}

export type CheckFieldProps = Pick<FieldFrame, 'label' | 'hint' | 'error'> &
  InputHTMLAttributes<HTMLInputElement> & { toggle?: boolean | undefined }
/** One thing to tick; `toggle` draws it as a switch. */
export function CheckField({ label, hint, error, toggle, className, id, ...rest }: CheckFieldProps) {
  const frame = useFrame(id, { label, hint, error })
  return (
    <div className={frame.error ? 'field field-bad' : 'field'}>
      <div className="choice">
        <input
          type="checkbox"
          role={toggle ? 'switch' : undefined}
          {...rest}
          {...frame.input}
          className={cx(toggle ? 'switch' : 'check', className)}
        />
        <div>
          <label htmlFor={frame.id}>{label}</label>
          {hint ? (
            <p className="hint" id={`${frame.id}-description`}>
              {hint}
            </p>
          ) : null}
        </div>
      </div>
      <FieldError id={frame.id} error={frame.error} />
    </div>
  )
}

export type ChoiceFieldProps = Omit<FieldFrame, 'aside'> & {
  name: string
  choices: readonly Choice[]
  id?: string | undefined
  form?: string | undefined
  /** Several may be ticked. */
  many?: boolean | undefined
  defaultValue?: string | readonly string[] | undefined
  required?: boolean | undefined
}
/** A group of radio buttons, or of ticks with `many`. The first one carries the group's id, so that error links land on it. */
export function ChoiceField({
  label,
  hint,
  error,
  optional,
  name,
  choices,
  id,
  form,
  many,
  defaultValue,
  required,
}: ChoiceFieldProps) {
  const { t } = useTranslation('ui')
  const frame = useFrame(id, { label, hint, error })
  const chosen = new Set(typeof defaultValue === 'string' ? [defaultValue] : defaultValue)
  return (
    <fieldset className={frame.error ? 'field field-bad' : 'field'} aria-describedby={frame.input['aria-describedby']}>
      <legend>
        {label}
        {optional ? <span className="field-optional"> {t('optional')}</span> : null}
      </legend>
      {hint ? (
        <p className="hint" id={`${frame.id}-description`}>
          {hint}
        </p>
      ) : null}
      {choices.map((choice, index) => {
        const own = index === 0 ? frame.id : `${frame.id}-${choice.value}`
        return (
          <div className="choice" key={choice.value}>
            <input
              className="check"
              type={many ? 'checkbox' : 'radio'}
              id={own}
              name={name}
              form={form}
              value={choice.value}
              defaultChecked={chosen.has(choice.value)}
              disabled={choice.disabled}
              required={required && !many}
            />
            <div>
              <label htmlFor={own}>{choice.label}</label>
              {choice.hint ? <p className="hint">{choice.hint}</p> : null}
            </div>
          </div>
        )
      })}
      <FieldError id={frame.id} error={frame.error} />
    </fieldset>
  )
}
