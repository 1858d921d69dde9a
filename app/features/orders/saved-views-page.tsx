import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink, SubmitButton } from '~/ui/button'
import { TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead, Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { SavedView } from './saved-views.server'

export type SavedViewsProps = {
  views: readonly SavedView[]
  /** The list as it was left, as a query; empty for the whole list. */
  query: string
  /** The list's own path and name. */
  path: string
  list: string
  /** One key for saving and one for each removal. */
  formKeys: readonly string[]
  answer: Answer
}

/** Saving the list as it is, and taking away what was saved. */
export function SavedViewsPage({ views, query, path, list, formKeys, answer }: SavedViewsProps) {
  const { t } = useTranslation('orders')
  const { field, problems, general } = useFields(answer)
  const back = query === '' ? path : `${path}?${query}`
  return (
    <>
      <Breadcrumb crumbs={[{ href: back, label: list }, { label: t('views.title') }]} />
      <PageHead title={t('views.title')} lead={t('views.lead')} />
      {query === '' ? null : (
        <Section title={t('views.save')}>
          <Form method="post" noValidate>
            <FormGuards idempotencyKey={formKeys[0]} />
            <input type="hidden" name="does" value="save" />
            <input type="hidden" name="query" value={query} />
            <FieldStack>
              <ErrorSummary problems={problems} general={general} />
              <TextField label={t('views.name')} hint={t('views.nameHint')} maxLength={80} required {...field('name')} />
              <FormActions>
                <SubmitButton>{t('views.submit')}</SubmitButton>
                <ButtonLink tone="ghost" href={back}>
                  {t('views.back')}
                </ButtonLink>
              </FormActions>
            </FieldStack>
          </Form>
        </Section>
      )}
      <Section title={t('views.mine')}>
        {views.length === 0 ? <p className="quiet">{t('views.none')}</p> : null}
        <ul className="grid gap-2">
          {views.map((view, index) => (
            <li key={view.name} className="flex items-center gap-3">
              <a className="min-w-0 wrap-anywhere" href={view.query === '' ? path : `${path}?${view.query}`}>
                {view.name}
              </a>
              <Form method="post" className="shrink-0">
                <FormGuards idempotencyKey={formKeys[index + 1]} />
                <input type="hidden" name="does" value="remove" />
                <Button
                  type="submit"
                  size="small"
                  tone="ghost"
                  name="name"
                  value={view.name}
                  aria-label={t('views.removeNamed', { name: view.name })}
                >
                  {t('views.remove')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
