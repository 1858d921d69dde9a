import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useRuleNames } from './field-names'
import type { NamedProgramme } from './programme-name'
import { useProgrammeWords } from './programme-words'
import type { Rules } from './rule-words'
import { RulesFields } from './rules-form'

export type ProgrammeFormProps = {
  /** The programme that gets another version; null for a new one. */
  programme: ({ code: string } & NamedProgramme) | null
  rules: Rules | null
  formKey: string
  answer: Answer
}

/** A programme with its rules, or another version of the rules. Written as a draft: nobody outside sees it. */
export function ProgrammeForm({ programme, rules, formKey, answer }: ProgrammeFormProps) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const names = useRuleNames()
  const { field, problems, general } = useFields(answer, '', names)
  const back = programme ? `/staff/programmes/${encodeURIComponent(programme.code)}` : '/staff/programmes'
  const title = programme ? t('edit.versionTitle', { name: say.name(programme) }) : t('edit.newTitle')
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          ...(programme ? [{ href: back, label: say.name(programme) }] : []),
          { label: programme ? t('edit.version') : t('edit.new') },
        ]}
      />
      <PageHead title={title} lead={t('edit.lead')} />
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          {programme ? null : (
            <>
              <TextField label={names.code} hint={t('edit.codeHint')} maxLength={24} required {...field('code')} />
              <TextField label={names.name} maxLength={200} required {...field('name')} />
              <TextField label={names.local_name} maxLength={200} optional {...field('local_name')} />
              <TextField
                label={names.currency}
                hint={t('edit.currencyHint')}
                maxLength={3}
                required
                {...field('currency', 'EUR')}
              />
            </>
          )}
          <RulesFields field={field} rules={rules} />
          <FormActions>
            <SubmitButton>{t('edit.save')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('edit.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}
