import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { DateField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { Facts } from '~/ui/record'
import { Day } from '~/ui/when'
import type { AgreementRecord } from './agreements.commands.server'

type Props = { agreement: AgreementRecord; formKey: string; answer: Answer }

/** Where an agreement holds, and its end. What periods that are closed were computed with stays as it was. */
export function AgreementChangeForm({ agreement, formKey, answer }: Props) {
  const { t } = useTranslation('programmes')
  const { field, problems, general } = useFields(answer)
  const { programme, account, tree, territory, joinedOn, endedOn, version } = agreement
  const back = `/staff/programmes/${encodeURIComponent(programme.code)}`
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          { href: back, label: programme.name },
          { label: account.name },
        ]}
      />
      <PageHead title={t('agreements.changeTitle', { name: account.name })} lead={t('agreements.changeLead')} />
      <Facts
        facts={[
          {
            label: t('agreements.account'),
            value: <a href={`/staff/accounts/${encodeURIComponent(account.code)}`}>{account.code}</a>,
          },
          { label: t('agreements.covers'), value: t(`covers.${tree ? 'tree' : 'account'}`) },
          { label: t('agreements.joined'), value: <Day on={joinedOn} /> },
        ]}
      />
      <Form method="post" noValidate className="mt-6">
        <FormGuards idempotencyKey={formKey} version={version} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <TextField
            label={t('rules.territory')}
            hint={t('agreements.territoryHint')}
            maxLength={200}
            optional
            {...field('territory', territory.join(', '))}
          />
          <DateField label={t('agreements.ended')} hint={t('agreements.endedHint')} optional {...field('ended_on', endedOn)} />
          <FormActions>
            <SubmitButton>{t('agreements.change')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('edit.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}
