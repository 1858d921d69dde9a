import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import { Pairs } from '~/ui/record'
import { When } from '~/ui/when'
import type { OpenInvitation } from './people.queries.server'

type Props = { invitation: OpenInvitation; email: string; formKey: string; now: Date }
/** One invitation that may be sent again or withdrawn: to an account, or to the host. */
export function InvitationTo({ invitation, email, formKey, now }: Props) {
  const { t } = useTranslation('people')
  const { account, accountName, host, sentAt, expiresAt, by } = invitation
  const over = expiresAt !== null && expiresAt <= now
  return (
    <Section title={accountName ?? host}>
      {sentAt && expiresAt ? (
        <Pairs
          facts={[
            { label: t('invitation.sent'), value: <When at={sentAt} time="always" /> },
            { label: t('invitation.by'), value: by ?? t('person.system') },
            { label: t(over ? 'invitation.ran' : 'invitation.until'), value: <When at={expiresAt} time="always" /> },
          ]}
        />
      ) : (
        <p>{t('invitation.none')}</p>
      )}
      <p className="mt-4 mb-4 text-ink-2">{t('invitation.againText', { email })}</p>
      <Form method="post" className="form-actions">
        <FormGuards idempotencyKey={formKey} />
        {account ? <input type="hidden" name="account" value={account} /> : null}
        <SubmitButton name="do" value="send-again">
          {t(sentAt ? 'invitation.again' : 'invitation.first')}
        </SubmitButton>
        {sentAt ? (
          <SubmitButton tone="ghost" name="do" value="withdraw" title={t('invitation.withdrawText')}>
            {t('invitation.withdraw')}
          </SubmitButton>
        ) : null}
      </Form>
    </Section>
  )
}
