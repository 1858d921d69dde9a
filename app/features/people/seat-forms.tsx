/* A member's role and reach in one account, and the end of the membership. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ChoiceField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { SeatRecord } from './people.queries.server'
import { seatStamp } from './person'

type Props = { seat: SeatRecord; path: string; formKey: string; answer: Answer }

export function SeatForms({ seat, path, formKey, answer }: Props) {
  const { t } = useTranslation('people')
  const { field, problems, general } = useFields(answer)
  const account = <input type="hidden" name="account" value={seat.account} />
  return (
    <>
      <Form method="post" className="max-w-130">
        <FormGuards idempotencyKey={formKey} />
        {account}
        <input type="hidden" name="was" value={seatStamp(seat)} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <ChoiceField
            {...field('role', seat.role)}
            label={t('person.role')}
            choices={seat.roles.map((value) => ({ value, label: t(`role.${value}`), hint: t(`roleMeans.${value}`) }))}
            required
          />
          <ChoiceField
            {...field('reach', seat.inherits ? 'branch' : 'account')}
            label={t('person.reach')}
            choices={(['branch', 'account'] as const).map((value) => ({ value, label: t(`reach.${value}`) }))}
            required
          />
          <FormActions>
            <SubmitButton name="do" value="change">
              {t('seat.save')}
            </SubmitButton>
            <ButtonLink href={path} tone="ghost">
              {t('invite.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
      <Section title={t('seat.remove')}>
        <p className="text-ink-2">{t('seat.removeText', { account: seat.accountName })}</p>
        <Form method="post" className="form-actions">
          <FormGuards idempotencyKey={formKey} />
          {account}
          <SubmitButton tone="danger" name="do" value="remove">
            {t('seat.remove')}
          </SubmitButton>
        </Form>
      </Section>
    </>
  )
}
