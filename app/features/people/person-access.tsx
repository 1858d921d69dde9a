/* What an administrator does with a person's access: role among the staff, sign out, end, give back. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffRoles } from '~/access/abilities'
import { Button, SubmitButton } from '~/ui/button'
import { Dialog, DialogClose, DialogLink } from '~/ui/dialog'
import { SelectField } from '~/ui/field'
import { ErrorSummary, FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'

type Props = {
  person: { name: string; active: number; staff_role: string | null; version: number; sessions: number }
  path: string
  formKey: string
  answer: Answer
  /** The page was loaded to ask. */
  asking: boolean
}

export function PersonAccess({ person, path, formKey, answer, asking }: Props) {
  const { t } = useTranslation('people')
  const { field, problems, general } = useFields(answer)
  const guards = <FormGuards idempotencyKey={formKey} version={person.version} />
  return (
    <Section title={t('person.access')}>
      <ErrorSummary problems={problems} general={general} />
      <div className="fields">
        {person.staff_role === null || person.active !== 1 ? null : (
          <Form method="post" className="fields">
            {guards}
            <SelectField
              {...field('staff_role', person.staff_role)}
              label={t('person.staffRole')}
              choices={staffRoles.map((value) => ({ value, label: t(`staffRole.${value}`) }))}
            />
            <div>
              <SubmitButton tone={undefined} size="small" name="do" value="staff-role">
                {t('person.staffRoleSave')}
              </SubmitButton>
            </div>
          </Form>
        )}
        {person.sessions > 0 ? (
          <Form method="post">
            {guards}
            <p className="hint">{t('person.signOutText')}</p>
            <SubmitButton tone={undefined} size="small" name="do" value="end-sessions">
              {t('person.signOut')}
            </SubmitButton>
          </Form>
        ) : null}
        {person.active === 1 ? (
          <div>
            <DialogLink dialog="end-access" href={`${path}?dialog=end-access`} size="small" tone="danger">
              {t('person.deactivate')}
            </DialogLink>
          </div>
        ) : (
          <Form method="post">
            {guards}
            <p className="hint">{t('person.reactivateText')}</p>
            <SubmitButton tone={undefined} size="small" name="do" value="reactivate">
              {t('person.reactivate')}
            </SubmitButton>
          </Form>
        )}
      </div>
      <Dialog
        id="end-access"
        title={t('person.deactivateAsk', { name: person.name })}
        open={asking}
        closeHref={path}
        actions={
          <>
            <Button type="submit" form="end-access-form" tone="danger" name="do" value="deactivate">
              {t('person.deactivate')}
            </Button>
            <DialogClose href={path}>{t('person.keep')}</DialogClose>
          </>
        }
      >
        <p>{t('person.deactivateText')}</p>
        <form method="post" id="end-access-form">
          {guards}
        </form>
      </Dialog>
    </Section>
  )
}
