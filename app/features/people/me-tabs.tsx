/* The head of a person's own pages. */
import { useTranslation } from 'react-i18next'
import { PageHead } from '~/ui/page-head'
import { Tabs } from '~/ui/tabs'

export function MeHead({ current }: { current: 'profile' | 'security' }) {
  const { t } = useTranslation('me')
  const tabs = [
    { href: '/me', label: t('tabs.profile'), current: current === 'profile' },
    { href: '/me/security', label: t('tabs.security'), current: current === 'security' },
  ]
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs label={t('tabs.label')} tabs={tabs} />
    </>
  )
}
