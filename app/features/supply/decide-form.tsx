/* The staff's decisions about the fields of one page, each with its reason. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { ChoiceField, TextAreaField } from '~/ui/field'
import { ErrorSummary, FormActions, FormGuards } from '~/ui/form'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { FieldDiff } from './field-diff'
import type { FieldView, ProposalView } from './proposal.queries.server'

type Props = { proposal: ProposalView; formKey: string; answer: Answer; choose: 'approved' | null }

/** What was typed for a field by its position, since the fields that are still open may be others by now. */
function typedOf(answer: Answer): ReadonlyMap<string, { decision?: string; reason?: string }> {
  const given = answer?.problems?.initialValue?.fields
  const all = Array.isArray(given) ? (given as { position?: string; decision?: string; reason?: string }[]) : []
  return new Map(all.map((one) => [String(one.position), one]))
}

export function DecideForm({ proposal, formKey, answer, choose }: Props) {
  const { t } = useTranslation('supply')
  const { field, problems, general } = useFields(answer)
  const typed = typedOf(answer)
  const open = proposal.shown.filter((one) => one.decision === null)
  return (
    <Form method="post">
      <FormGuards idempotencyKey={formKey} />
      <ErrorSummary problems={problems} general={general} />
      <FieldDiff
        fields={proposal.shown}
        account={proposal.account.code}
        staff
        decide={(one) => (
          <Choice
            one={one}
            name={`fields[${open.indexOf(one)}]`}
            error={(part) => field(`fields[${open.indexOf(one)}].${part}`).error}
            typed={typed.get(String(one.position)) ?? (choose && !one.conflict && !one.needsTwo ? { decision: choose } : {})}
          />
        )}
      />
      <FormActions>
        <SubmitButton>{t('decide.do')}</SubmitButton>
        <span className="text-sm text-ink-2">{t('decide.told', { company: proposal.account.name })}</span>
      </FormActions>
    </Form>
  )
}

type ChoiceProps = {
  one: FieldView
  name: string
  error: (part: string) => string[] | undefined
  typed: { decision?: string; reason?: string }
}

function Choice({ one, name, error, typed }: ChoiceProps) {
  const { t } = useTranslation('supply')
  return (
    <>
      <input type="hidden" name={`${name}.position`} value={one.position} />
      <input type="hidden" name={`${name}.seen`} value={one.seen} />
      <ChoiceField
        id={`${name}.decision`}
        name={`${name}.decision`}
        label={<span className="sr">{t('proposal.decision')}</span>}
        defaultValue={typed.decision ?? ''}
        error={error('decision')}
        choices={[
          { value: 'approved', label: t('decide.approve'), disabled: one.firstBy?.me },
          { value: 'refused', label: t('decide.refuse') },
          { value: '', label: t('decide.later') },
        ]}
      />
      <TextAreaField
        id={`${name}.reason`}
        name={`${name}.reason`}
        label={t('decide.reason')}
        rows={2}
        maxLength={500}
        defaultValue={typed.reason ?? ''}
        error={error('reason')}
      />
    </>
  )
}
