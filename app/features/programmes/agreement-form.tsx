import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ChoiceField, DateField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { AgreementActions, EndField, TerritoryField } from './agreement-fields'
import { useAgreementNames } from './field-names'
import type { NamedProgramme } from './programme-name'
import { useProgrammeWords } from './programme-words'

export type AgreementFormProps = { programme: { code: string } & NamedProgramme; formKey: string; today: string; answer: Answer }

/** A distributor takes part from a day on. */
export function AgreementForm({ programme, formKey, today, answer }: AgreementFormProps) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const names = useAgreementNames()
  const { field, problems, general } = useFields(answer, '', names)
  const back = `/staff/programmes/${encodeURIComponent(programme.code)}`
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          { href: back, label: say.name(programme) },
          { label: t('agreements.add') },
        ]}
      />
      <PageHead title={t('agreements.addTitle', { name: say.name(programme) })} lead={t('agreements.lead')} />
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <TextField label={names.account} hint={t('agreements.accountHint')} maxLength={40} required {...field('account')} />
          <ChoiceField
            label={names.covers}
            choices={(['account', 'tree'] as const).map((value) => ({ value, label: t(`covers.${value}`) }))}
            required
            {...field('covers', 'account')}
          />
          <TerritoryField field={field} />
          <DateField label={names.joined_on} required {...field('joined_on', today)} />
          <EndField field={field} />
          <AgreementActions send={t('agreements.save')} back={back} />
        </FieldStack>
      </Form>
    </>
  )
}
