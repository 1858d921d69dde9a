import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import type { ChipData } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { ChoiceField, TextField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'
import { requestKinds, requestStatuses } from './request'
import type { RequestFilter, RequestView } from './request-filter'
import { deskViews, isNarrowed, isQueue, memberViews } from './request-filter'
import { RequestTable } from './request-table'
import type { RequestPage } from './requests.queries.server'

export type RequestListProps = {
  audience: 'portal' | 'staff'
  filter: RequestFilter
  page: RequestPage
  /** The search part of the URL. */
  search: string
  host: string
  mayRaise: boolean
  /** Who else of the staff looks at which, by number. */
  looking?: Readonly<Record<string, readonly string[]>>
}

/** The list of requests of either audience: what a member asked, or the queue of the staff. */
export function RequestList(props: RequestListProps) {
  const { t } = useTranslation('requests')
  const { audience, filter, page, search, host, mayRaise, looking } = props
  const path = `/${audience}/requests`
  const count = page.rows.length
  const lead = page.account ? t('list.leadAccount', { account: page.account.name }) : undefined
  const raise = mayRaise ? (
    <ButtonLink tone="primary" href={`${path}/new`} icon={<Plus className="icon" aria-hidden="true" />}>
      {t('list.new')}
    </ButtonLink>
  ) : null
  return (
    <>
      <PageHead
        title={t('title')}
        lead={lead ?? t(audience === 'staff' ? 'list.leadStaff' : 'list.lead', { host })}
        actions={raise}
      />
      <Views audience={audience} filter={filter} path={path} />
      <RequestFilters {...props} path={path} />
      {count === 0 ? (
        <NothingHere audience={audience} filter={filter} path={path} raise={raise} />
      ) : (
        <RequestTable
          rows={page.rows}
          path={path}
          staff={audience === 'staff'}
          accounts={audience === 'staff'}
          looking={looking}
        />
      )}
      {count > 0 || page.before ? (
        <Pager
          byName={isQueue(filter)}
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {t(isQueue(filter) ? 'list.shownQueue' : 'list.shown', { count })}
        </Pager>
      ) : null}
    </>
  )
}

/** A view keeps the account and drops the rest. */
function Views({ audience, filter, path }: { audience: 'portal' | 'staff'; filter: RequestFilter; path: string }) {
  const { t } = useTranslation('requests')
  const views: readonly RequestView[] = audience === 'staff' ? deskViews : memberViews
  const label = (view: RequestView) =>
    audience === 'staff' ? t(`list.views.${view}`) : t(`list.yourViews.${view as (typeof memberViews)[number]}`)
  return (
    <Tabs
      label={t('list.viewsLabel')}
      tabs={views.map((view) => ({
        href: hrefWith(path, '', { view: view === 'open' ? null : view, account: filter.account }),
        label: label(view),
        current: view === filter.view,
      }))}
    />
  )
}

function RequestFilters({ audience, filter, page, search, path }: RequestListProps & { path: string }) {
  const { t } = useTranslation('requests')
  const staff = audience === 'staff'
  const view = new URLSearchParams(search).get('view')
  const names = staff ? 'status' : 'yourStatus'
  const without = (parameter: string) => hrefWith(path, search, { [parameter]: null })
  const chips: (ChipData | false)[] = [
    filter.q !== '' && { label: t('filter.q'), value: filter.q, removeHref: without('q') },
    staff && page.account !== null && { label: t('filter.branch'), value: page.account.name, removeHref: without('account') },
    filter.tag !== null && { label: t('filter.tag'), value: filter.tag, removeHref: without('tag') },
    filter.kinds.length > 0 && {
      label: t('filter.kind'),
      value: filter.kinds.map((one) => t(`kind.${one}`)).join(t('filter.or')),
      removeHref: without('kind'),
    },
    filter.statuses.length > 0 && {
      label: t('filter.status'),
      value: filter.statuses.map((one) => t(`${names}.${one}`)).join(t('filter.or')),
      removeHref: without('status'),
    },
  ]
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('list.search'), value: filter.q }}
      chips={chips.filter((chip) => chip !== false)}
      clearHref={hrefWith(path, '', { view, account: staff ? null : filter.account })}
      keep={{ view, ...(!staff && { account: filter.account }) }}
      exportHref={hrefWith(`${path}.csv`, search, {})}
    >
      <ChoiceField
        many
        label={t('filter.status')}
        name="status"
        choices={requestStatuses.map((value) => ({ value, label: t(`${names}.${value}`) }))}
        defaultValue={filter.statuses}
      />
      <ChoiceField
        many
        label={t('filter.kind')}
        name="kind"
        choices={requestKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        defaultValue={filter.kinds}
      />
      {staff ? <TextField label={t('filter.tag')} name="tag" defaultValue={filter.tag ?? ''} /> : null}
      {staff ? <TextField label={t('filter.account')} name="account" defaultValue={filter.account ?? ''} /> : null}
    </Filters>
  )
}

type NothingProps = { audience: 'portal' | 'staff'; filter: RequestFilter; path: string; raise: ReactNode }
function NothingHere({ audience, filter, path, raise }: NothingProps) {
  const { t } = useTranslation('requests')
  const first = audience === 'portal' && filter.view === 'all' && !isNarrowed(filter)
  const kind = first ? 'none' : isNarrowed(filter) || filter.view === 'all' ? 'search' : filter.view
  return (
    <Empty
      title={t(`empty.${kind}`)}
      actions={
        first ? (
          raise
        ) : (
          <a className="btn" href={hrefWith(path, '', { view: 'all', account: filter.account })}>
            {t('empty.all')}
          </a>
        )
      }
    >
      {t(`empty.${kind}Text`)}
    </Empty>
  )
}
