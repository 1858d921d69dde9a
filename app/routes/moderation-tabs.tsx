import { useTranslation } from 'react-i18next'
import { Tabs } from '~/ui/tabs'

/** What staff decide about before it counts. A kind of a later feature is one more line here. */
const kinds = [{ key: 'proposals', href: '/staff/moderation', label: 'decide.proposals' }] as const
export type ModerationKind = (typeof kinds)[number]['key']

export function ModerationTabs({ current }: { current: ModerationKind }) {
  const { t } = useTranslation('supply')
  const tabs = kinds.map(({ key, href, label }) => ({ href, label: t(label), current: key === current }))
  return <Tabs label={t('decide.kinds')} tabs={tabs} />
}
