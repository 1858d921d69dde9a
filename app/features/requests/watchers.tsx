import { Form } from '@remix-run/react'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/field'
import { FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { RequestRecord } from './request.queries.server'

type Props = {
  watchers: RequestRecord['watchers']
  /** Who may be added; empty where the reader may not. */
  colleagues: readonly { handle: string; name: string }[]
  formKey: string
  answer: Answer
}

/** Who else is mailed; members add and remove colleagues. */
export function Watchers({ watchers, colleagues, formKey, answer }: Props) {
  const { t } = useTranslation('requests')
  const { field } = useFields(answer)
  const others = colleagues.filter((one) => !watchers.some((watcher) => watcher.handle === one.handle))
  return (
    <Section title={t('watch.title')} id="watchers">
      {watchers.length === 0 ? <p className="text-sm text-ink-2">{t('watch.none')}</p> : null}
      <ul className="grid gap-1 text-sm">
        {watchers.map((watcher) => (
          <li key={watcher.handle} className="flex items-center justify-between gap-2">
            {watcher.name}
            {colleagues.length > 0 ? (
              <Form method="post">
                <FormGuards idempotencyKey={formKey} />
                <input type="hidden" name="watcher" value={watcher.handle} />
                <Button
                  type="submit"
                  name="do"
                  value="unwatch"
                  size="small"
                  tone="ghost"
                  iconOnly
                  aria-label={t('watch.remove', { name: watcher.name })}
                  icon={<X className="icon icon-s" aria-hidden="true" />}
                />
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Form method="post" className="mt-3 flex flex-wrap items-end gap-2">
          <FormGuards idempotencyKey={formKey} />
          <SelectField
            key={watchers.length}
            label={t('watch.add')}
            empty={t('watch.choose')}
            choices={others.map((one) => ({ value: one.handle, label: one.name }))}
            {...field('watcher')}
          />
          <Button type="submit" name="do" value="watch" size="small">
            {t('watch.submit')}
          </Button>
        </Form>
      ) : null}
    </Section>
  )
}
