/* The forms with which staff invite somebody: into an account, or among themselves. */

import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { MemberRole, StaffRole } from '~/access/abilities'
import type { Language } from '~/languages/settings'
import { languageNames, languages } from '~/languages/settings'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ChoiceField, SelectField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'

type Common = { answer: Answer; formKey: string; language: Language; back: string }
type Field = ReturnType<typeof useFields>['field']

function WhoFields({ field, language }: { field: Field; language: Language }) {
  const { t } = useTranslation('people')
  const choices = languages.map((value) => ({ value, label: languageNames[value] }))
  return (
    <>
      <TextField {...field('email')} label={t('invite.email')} type="email" autoComplete="off" required />
      <TextField
        {...field('name')}
        label={t('invite.name')}
        hint={t('invite.nameHint')}
        autoComplete="off"
        required
        maxLength={200}
      />
      <SelectField
        {...field('language', language)}
        label={t('invite.language')}
        hint={t('invite.languageHint')}
        choices={choices}
      />
    </>
  )
}

function Buttons({ back }: { back: string }) {
  const { t } = useTranslation('people')
  return (
    <FormActions>
      <SubmitButton>{t('invite.submit')}</SubmitButton>
      <ButtonLink href={back} tone="ghost">
        {t('invite.cancel')}
      </ButtonLink>
    </FormActions>
  )
}

type MemberProps = Common & { roles: readonly MemberRole[]; account: string | null }

/** `account` is null where it is still to be named. */
export function InviteMemberForm({ answer, formKey, language, back, roles, account }: MemberProps) {
  const { t } = useTranslation('people')
  const { field, problems, general } = useFields(answer)
  const role = field('role', roles.includes('buyer') ? 'buyer' : roles[0])
  return (
    <Form method="post" className="max-w-130">
      <FormGuards idempotencyKey={formKey} />
      <FieldStack>
        <ErrorSummary problems={problems} general={general} />
        {account === null ? (
          <TextField {...field('account')} label={t('invite.account')} hint={t('invite.accountHint')} required maxLength={40} />
        ) : (
          <input type="hidden" name="account" value={account} />
        )}
        <WhoFields field={field} language={language} />
        <ChoiceField
          {...role}
          label={t('invite.role')}
          choices={roles.map((value) => ({ value, label: t(`role.${value}`), hint: t(`roleMeans.${value}`) }))}
          required
        />
        <ChoiceField
          {...field('reach', 'branch')}
          label={t('invite.reach')}
          choices={(['branch', 'account'] as const).map((value) => ({ value, label: t(`reach.${value}`) }))}
          required
        />
        <Buttons back={back} />
      </FieldStack>
    </Form>
  )
}

export function InviteStaffForm({ answer, formKey, language, back, roles }: Common & { roles: readonly StaffRole[] }) {
  const { t } = useTranslation('people')
  const { field, problems, general } = useFields(answer)
  return (
    <Form method="post" className="max-w-130">
      <FormGuards idempotencyKey={formKey} />
      <FieldStack>
        <ErrorSummary problems={problems} general={general} />
        <WhoFields field={field} language={language} />
        <ChoiceField
          {...field('staff_role', 'agent')}
          label={t('invite.role')}
          choices={roles.map((value) => ({ value, label: t(`staffRole.${value}`), hint: t(`staffRoleMeans.${value}`) }))}
          required
        />
        <Buttons back={back} />
      </FieldStack>
    </Form>
  )
}
