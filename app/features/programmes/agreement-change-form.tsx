import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ErrorSummary, FieldStack, FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { AgreementActions, EndField, TerritoryField } from './agreement-fields'
import type { AgreementRecord } from './agreements.commands.server'
import { useAgreementNames } from './field-names'

type Props = { agreement: AgreementRecord; formKey: string; answer: Answer }

/** Where an agreement holds, and its end. What periods that are closed were computed with stays as it was. */
export function AgreementChangeForm({ agreement, formKey, answer }: Props) {
  const { t } = useTranslation('programmes')
  const { field, problems, general } = useFields(answer, '', useAgreementNames())
  const { programme, territory, endedOn, version } = agreement
  return (
    <Section title={t('agreements.change')} note={t('agreements.changeLead')}>
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} version={version} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <TerritoryField field={field} territory={territory} />
          <EndField field={field} endedOn={endedOn} />
          <AgreementActions send={t('agreements.keep')} back={`/staff/programmes/${encodeURIComponent(programme.code)}`} />
        </FieldStack>
      </Form>
    </Section>
  )
}
