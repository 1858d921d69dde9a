/* What the forms of an agreement have in common: where it holds, until when, and how the form ends. */
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { DateField, TextField } from '~/ui/field'
import { FormActions } from '~/ui/form'
import type { useFields } from '~/ui/problems'
import { useAgreementNames } from './field-names'

type Field = ReturnType<typeof useFields>['field']

export function TerritoryField({ field, territory = [] }: { field: Field; territory?: readonly string[] }) {
  const { t } = useTranslation('programmes')
  return (
    <TextField
      label={useAgreementNames().territory}
      hint={t('agreements.territoryHint')}
      maxLength={200}
      optional
      {...field('territory', territory.join(', '))}
    />
  )
}

export function EndField({ field, endedOn = null }: { field: Field; endedOn?: string | null }) {
  const { t } = useTranslation('programmes')
  return (
    <DateField label={useAgreementNames().ended_on} hint={t('agreements.endedHint')} optional {...field('ended_on', endedOn)} />
  )
}

export function AgreementActions({ send, back }: { send: string; back: string }) {
  const { t } = useTranslation('programmes')
  return (
    <FormActions>
      <SubmitButton>{send}</SubmitButton>
      <ButtonLink tone="ghost" href={back}>
        {t('edit.cancel')}
      </ButtonLink>
    </FormActions>
  )
}
