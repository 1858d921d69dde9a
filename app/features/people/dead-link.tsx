/* A link of a mail that does nothing any more: why, and what to do instead. */
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'

export type DeadLink = { state: 'unknown' | 'used' | 'revoked' | 'expired'; purpose: 'invitation' | 'reset'; by: string | null }

/** Title and sentence of a dead link. */
export function useDeadLinkWords({ state, purpose, by }: DeadLink, host: string): { title: string; text: string } {
  const { t } = useTranslation('signin')
  if (state !== 'expired') return { title: t(`link.${state}.title`), text: t(`link.${state}.text`) }
  return { title: t('link.expired.title'), text: t(`link.expired.${purpose}`, { by: by ?? t('link.someone'), host }) }
}

/** The ways on from a dead link. */
export function DeadLinkActions({ state, purpose }: DeadLink) {
  const { t } = useTranslation('signin')
  const again = purpose === 'reset' || state === 'used'
  return (
    <p className="actions">
      <ButtonLink href={state === 'used' || !again ? '/sign-in' : '/forgot-password'} tone="primary">
        {state === 'used' || !again ? t('link.signIn') : t('link.askAgain')}
      </ButtonLink>
    </p>
  )
}
