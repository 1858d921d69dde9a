/* What has just been done, after the page was loaded anew: `?done=invited`. */
import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'

const things = ['invited', 'added', 'open-already', 'withdrawn', 'role', 'removed', 'ended', 'reactivated', 'sessions'] as const
type Thing = (typeof things)[number]

export function DoneNotice({ search }: { search: string }) {
  const { t } = useTranslation('people')
  const done = new URLSearchParams(search).get('done')
  if (!things.includes(done as Thing)) return null
  return (
    <div className="mt-5">
      <Notice tone="ok" live>
        {t(`done.${done as Thing}`)}
      </Notice>
    </div>
  )
}
