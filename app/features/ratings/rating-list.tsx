import { useTranslation } from 'react-i18next'
import type { Page } from '~/database/keyset.server'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { ListTable } from '~/ui/table'
import { Tabs } from '~/ui/tabs'
import { When } from '~/ui/when'
import type { RatingState } from './rating'
import { ratingStates } from './rating'
import type { RatingRow } from './ratings.queries.server'
import { Stars } from './stars'

const path = '/staff/moderation/ratings'
type Props = { page: Page<RatingRow>; state: RatingState; search: string }

/** Ratings that wait for a decision, and those that were decided. */
export function RatingList({ page, state, search }: Props) {
  const { t } = useTranslation('ratings')
  const tabs = ratingStates.map((one) => ({
    href: hrefWith(path, '', { state: one === 'waiting' ? null : one }),
    label: t(`list.${one}`),
    current: one === state,
  }))
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs label={t('title')} tabs={tabs} />
      {page.rows.length === 0 ? (
        <Empty title={t(`empty.${state}`)}>{t('empty.text')}</Empty>
      ) : (
        <ListTable
          caption={t('title')}
          rows={page.rows}
          keyOf={(row) => row.number}
          hrefOf={(row) => `${path}/${encodeURIComponent(row.number)}`}
          columns={[
            { key: 'number', head: t('record.request'), cell: (row) => row.number, place: 1 },
            { key: 'score', head: t('record.score'), cell: (row) => <Stars score={row.score} />, place: 3 },
            {
              key: 'comment',
              head: t('record.comment'),
              cell: (row) => row.comment ?? row.subject,
              cut: true,
              grow: true,
              place: 5,
            },
            { key: 'account', head: t('record.account'), cell: (row) => row.account, cut: true, place: 6 },
            { key: 'at', head: t('record.given'), cell: (row) => <When at={row.at} />, quiet: true, place: 2 },
          ]}
        />
      )}
      {page.rows.length > 0 || page.before ? (
        <Pager
          byName={state === 'waiting'}
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {t('list.shown', { count: page.rows.length })}
        </Pager>
      ) : null}
    </>
  )
}
