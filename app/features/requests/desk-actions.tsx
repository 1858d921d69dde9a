import { Form } from '@remix-run/react'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, SubmitButton } from '~/ui/button'
import { SelectField, TextAreaField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards, useSentKey } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer, FieldProps } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { Tag } from '~/ui/status'
import { Meanwhile } from './meanwhile'
import { priorities, transitions } from './request'
import type { RequestChange, RequestRecord } from './request.queries.server'

export type Colleague = { handle: string; name: string }
export type DeskProps = {
  request: RequestRecord
  changes: readonly RequestChange[]
  people: readonly Colleague[]
  /** Of who it is assigned to; empty for nobody. */
  assignee: string
  formKey: string
  answer: Answer
}

const after = ['waiting_customer', 'open', 'waiting_third', 'solved'] as const

/** What was wrong with whatever was sent last, above everything that can be sent. */
export function DeskProblems({ answer, changes }: Pick<DeskProps, 'answer' | 'changes'>) {
  const { problems, general } = useFields(answer)
  return (
    <>
      <ErrorSummary problems={problems} general={general} />
      <Meanwhile answer={answer} changes={changes} yours={false} />
    </>
  )
}

/** The public answer, and below it the note that stays among the staff. */
type AnswerProps = Pick<DeskProps, 'request' | 'formKey' | 'answer'> & {
  done: string | null
  canned: readonly { code: string; title: string }[]
  prepared: string | null
}
export function DeskAnswer({ request, formKey, answer, done, canned, prepared }: AnswerProps) {
  const { t } = useTranslation('requests')
  const { field } = useFields(answer)
  const [answered, noted] = [useSentKey(done, ['reply'], answer), useSentKey(done, ['note'], answer)]
  const possible = after.filter((status) => status === request.status || transitions[request.status].includes(status))
  return (
    <>
      <Section title={t('do.replyTitle')} id="answer">
        <Canned canned={canned} number={request.number} />
        <Form method="post" noValidate key={answered}>
          <FormGuards idempotencyKey={formKey} version={request.version} />
          <input type="hidden" name="do" value="reply" />
          <FieldStack>
            <AnswerField {...field('body', prepared)} prepared={prepared} />
            <SelectField
              label={t('do.then')}
              choices={possible.map((value) => ({ value, label: t(`do.thenStatus.${value}`) }))}
              {...field('status', possible[0])}
            />
            <FormActions>
              <SubmitButton>{t('do.send')}</SubmitButton>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
      <Section title={t('do.noteTitle')} id="note">
        <Form method="post" noValidate key={noted}>
          <FormGuards idempotencyKey={formKey} />
          <input type="hidden" name="do" value="note" />
          <FieldStack>
            <TextAreaField label={t('do.note')} hint={t('do.noteHint')} rows={3} maxLength={8000} required {...field('note')} />
            <FormActions>
              <SubmitButton tone={undefined}>{t('do.addNote')}</SubmitButton>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </>
  )
}

/**
 * The answer that is being written. A prepared one comes below what stands there already, and whatever is done beside it, such as
 * setting a priority, takes nothing away: what it began with is kept until it is sent.
 */
function AnswerField({ prepared, defaultValue, ...props }: FieldProps & { prepared: string | null }) {
  const { t } = useTranslation('requests')
  const [start] = useState(defaultValue)
  const last = useRef(prepared)
  useEffect(() => {
    const area = document.getElementById(props.id)
    if (prepared && prepared !== last.current && area instanceof HTMLTextAreaElement)
      area.value = [area.value.trimEnd(), prepared].filter(Boolean).join('\n\n')
    last.current = prepared
  }, [prepared, props.id])
  return (
    <TextAreaField
      label={t('do.reply')}
      hint={t('do.replyHint')}
      rows={6}
      maxLength={8000}
      required
      defaultValue={start}
      {...props}
    />
  )
}

/** Prepared answers, as links that fill the field: they work without JavaScript. */
function Canned({ canned, number }: { canned: AnswerProps['canned']; number: string }) {
  const { t } = useTranslation('requests')
  if (canned.length === 0) return null
  return (
    <p className="mb-3 flex flex-wrap gap-2 text-sm">
      {t('do.canned')}
      {canned.map((one) => (
        <a key={one.code} data-stay href={`/staff/requests/${encodeURIComponent(number)}?reply=${one.code}#answer`}>
          {one.title}
        </a>
      ))}
    </p>
  )
}

/** Words by which the staff find it again. */
export function Tags({ tags, mayWork, formKey }: { tags: readonly string[]; mayWork: boolean; formKey: string }) {
  const { t } = useTranslation('requests')
  return (
    <Section title={t('tags.title')} id="tags">
      <ul className="flex flex-wrap gap-2 text-sm">
        {tags.map((tag) => (
          <li key={tag} className="flex items-center">
            <a href={`/staff/requests?view=all&tag=${encodeURIComponent(tag)}`}>
              <Tag>{tag}</Tag>
            </a>
            {mayWork ? (
              <Form method="post">
                <FormGuards idempotencyKey={formKey} />
                <input type="hidden" name="tag" value={tag} />
                <Button
                  type="submit"
                  name="do"
                  value="untag"
                  size="small"
                  tone="ghost"
                  iconOnly
                  aria-label={t('tags.remove', { tag })}
                  icon={<X className="icon icon-s" aria-hidden="true" />}
                />
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWork ? (
        <Form method="post" className="mt-2 flex flex-wrap items-end gap-2" key={tags.length}>
          <FormGuards idempotencyKey={formKey} />
          <TextField label={t('tags.add')} name="tag" maxLength={40} required />
          <Button type="submit" name="do" value="tag" size="small">
            {t('tags.submit')}
          </Button>
        </Form>
      ) : null}
    </Section>
  )
}

/** Who works on it, how urgent it is and where it stands. Each is a form of its own, so that one does not carry the others. */
export function DeskMoves({ request, people, assignee, formKey }: Omit<DeskProps, 'answer' | 'changes'>) {
  const { t } = useTranslation('requests')
  const shared = { formKey, version: request.version }
  return (
    <Section title={t('do.desk')} id="desk">
      <div className="grid gap-4">
        {request.assignedToMe ? null : (
          <Move {...shared} does="take" label={t('do.take')} primary>
            {null}
          </Move>
        )}
        <Move {...shared} does="assign" label={t('do.assign')}>
          <SelectField
            key={assignee}
            label={t('do.assignee')}
            name="assignee"
            empty={t('list.nobody')}
            choices={people.map((one) => ({ value: one.handle, label: one.name }))}
            defaultValue={assignee}
          />
        </Move>
        <Move {...shared} does="status" label={t('do.setStatus')}>
          <SelectField
            key={request.status}
            label={t('do.status')}
            name="status"
            choices={[request.status, ...transitions[request.status]].map((value) => ({ value, label: t(`status.${value}`) }))}
            defaultValue={request.status}
          />
        </Move>
        <Move {...shared} does="priority" label={t('do.setPriority')}>
          <SelectField
            key={request.priority}
            label={t('do.priority')}
            name="priority"
            choices={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
            defaultValue={request.priority}
          />
        </Move>
      </div>
    </Section>
  )
}

type MoveProps = { formKey: string; version: number; does: string; label: string; primary?: boolean; children: ReactNode }
function Move({ formKey, version, does, label, primary, children }: MoveProps) {
  return (
    <Form method="post" className="flex flex-wrap items-end gap-2">
      <FormGuards idempotencyKey={formKey} version={version} />
      {children}
      <SubmitButton tone={undefined} size={primary ? undefined : 'small'} name="do" value={does}>
        {label}
      </SubmitButton>
    </Form>
  )
}
