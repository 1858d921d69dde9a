/* What the staff wrote about an account, and the field for more. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { TextAreaField } from '~/ui/field'
import { FormGuards } from '~/ui/form'
import { News } from '~/ui/news'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { When } from '~/ui/when'

type Note = { id: string; body: string; by: string; at: Date }
type Props = { notes: readonly Note[]; write: boolean; formKey: string; answer: Answer }

export function AccountNotes({ notes, write, formKey, answer }: Props) {
  const { t } = useTranslation('accounts')
  const { field } = useFields(answer)
  return (
    <Section title={t('record.notes')} note={t('note.who')} id="notes">
      {notes.length === 0 ? <p className="mb-4 text-ink-2">{t('note.none')}</p> : null}
      <News
        items={notes.map((note) => ({
          id: note.id,
          mark: 'dot',
          tone: 'plain',
          text: <span className="whitespace-pre-line">{note.body}</span>,
          meta: (
            <>
              {note.by} · <When at={note.at} />
            </>
          ),
        }))}
      />
      {write ? (
        <Form method="post" action="#notes" className="fields" key={notes[0]?.id}>
          <FormGuards idempotencyKey={formKey} />
          <TextAreaField {...field('body')} label={t('note.label')} rows={3} maxLength={4000} required />
          <div>
            <SubmitButton tone={undefined} size="small">
              {t('note.add')}
            </SubmitButton>
          </div>
        </Form>
      ) : null}
    </Section>
  )
}
