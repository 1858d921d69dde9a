import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { TextField } from '~/ui/field'
import { FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { When } from '~/ui/when'

export type CalendarPageProps = {
  /** The secret address; null where there is none. */
  address: string | null
  madeAt: Date | string | null
  formKeys: readonly [string, string]
  done: string | null
}

/** The days of contracts in one's own calendar: the secret address, made, replaced and ended here. */
export function CalendarPage({ address, madeAt, formKeys, done }: CalendarPageProps) {
  const { t } = useTranslation('contracts')
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/contracts', label: t('title') }, { label: t('feed.title') }]} />
      <PageHead title={t('feed.title')} lead={t('feed.lead')} />
      {done ? (
        <Notice tone="ok" live>
          {t(done === 'revoked' ? 'feed.revoked' : 'feed.made')}
        </Notice>
      ) : null}
      {address ? (
        <FieldStack>
          <TextField label={t('feed.address')} hint={t('feed.hint')} value={address} readOnly id="feed-address" />
          {madeAt ? (
            <p className="text-ink-2">
              {t('feed.since')} <When at={madeAt} time="always" />
            </p>
          ) : null}
        </FieldStack>
      ) : (
        <p>{t('feed.none')}</p>
      )}
      <FormActions>
        <Form method="post">
          <FormGuards idempotencyKey={formKeys[0]} />
          <SubmitButton name="do" value="make" tone={address ? undefined : 'primary'}>
            {t(address ? 'feed.replace' : 'feed.make')}
          </SubmitButton>
        </Form>
        {address ? (
          <Form method="post">
            <FormGuards idempotencyKey={formKeys[1]} />
            <SubmitButton name="do" value="revoke" tone="danger">
              {t('feed.revoke')}
            </SubmitButton>
          </Form>
        ) : null}
      </FormActions>
    </>
  )
}
