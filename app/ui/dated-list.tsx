/* A list of records with a day, such as invoices or contracts: views, filters and pages around its table. */
import type { ReactNode } from 'react'
import type { ChipData } from './chip'
import type { DatedFilter } from './dated-filter'
import { Empty } from './empty'
import { DateField, TextField } from './field'
import { Filters, usePeriod } from './filters'
import { hrefWith, hrefWithout, Pager } from './pager'
import { Tabs } from './tabs'

/** Why a list is empty: as its view says, because nothing fits, or because there is nothing at all. */
type Emptiness<V extends string> = Exclude<V, 'all'> | 'search' | 'filter' | 'none'
export type DatedListWords<V extends string> = {
  viewsLabel: string
  view: (view: V) => string
  search: string
  /** What is looked for, an account with its branches, and the days, as chips say them. */
  chips: { q: string; branch: string; days: string }
  fields: { from: string; to: string; hint?: string; account: string }
  empty: (kind: Emptiness<V>) => { title: string; text: string }
  all: string
}

export type DatedListProps<V extends string> = {
  path: string
  search: string
  filter: DatedFilter<V>
  page: { rows: readonly unknown[]; after: string | null; before: string | null; account: { name: string } | null }
  views: readonly V[]
  /** Staff may look at any account; members have a switcher for theirs. */
  staff: boolean
  words: DatedListWords<V>
  /** What the page shows, and whether it goes by the day that comes next. */
  shown: string
  byName: boolean
  /** The table. */
  children: ReactNode
}

export function DatedList<V extends string>(props: DatedListProps<V>) {
  const { path, search, filter, page, views, words, shown, byName, children } = props
  const count = page.rows.length
  return (
    <>
      <Tabs
        label={words.viewsLabel}
        tabs={views.map((view) => ({
          href: hrefWith(path, '', { view: view === 'open' ? null : view, account: filter.account }),
          label: words.view(view),
          current: view === filter.view,
        }))}
      />
      <DatedFilters {...props} />
      {count === 0 ? <NothingHere {...props} /> : children}
      {count > 0 || page.before ? (
        <Pager
          byName={byName}
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {shown}
        </Pager>
      ) : null}
    </>
  )
}

function DatedFilters<V extends string>(props: DatedListProps<V>) {
  const { path, search, filter, staff, words } = props
  const { search: label, fields } = words
  const view = new URLSearchParams(search).get('view')
  return (
    <Filters
      action={path}
      search={{ name: 'q', label, value: filter.q }}
      chips={useChips(props)}
      clearHref={hrefWith(path, '', { view, account: staff ? null : filter.account })}
      keep={{ view, ...(!staff && { account: filter.account }) }}
      exportHref={hrefWith(`${path}.csv`, search, {})}
    >
      <DateField label={fields.from} hint={fields.hint} name="from" defaultValue={filter.from ?? ''} />
      <DateField label={fields.to} name="to" defaultValue={filter.to ?? ''} />
      {staff ? <TextField label={fields.account} name="account" defaultValue={filter.account ?? ''} /> : null}
    </Filters>
  )
}

function useChips<V extends string>({ path, search, filter, page, staff, words: { chips } }: DatedListProps<V>): ChipData[] {
  const period = usePeriod()
  const without = (...parameters: string[]) => hrefWithout(path, search, parameters)
  const { q, from, to } = filter
  const all: (ChipData | false)[] = [
    q !== '' && { label: chips.q, value: q, removeHref: without('q') },
    staff && page.account !== null && { label: chips.branch, value: page.account.name, removeHref: without('account') },
    (from !== null || to !== null) && { label: chips.days, value: period(from, to), removeHref: without('from', 'to') },
  ]
  return all.filter((chip) => chip !== false)
}

function NothingHere<V extends string>({ path, filter, words }: DatedListProps<V>) {
  const { q, view, from, to, account } = filter
  const plain = q === '' && !from && !to
  const kind = q !== '' ? 'search' : !plain ? 'filter' : view === 'all' ? 'none' : (view as Exclude<V, 'all'>)
  const { title, text } = words.empty(kind)
  const all = (
    <a className="btn" href={hrefWith(path, '', { view: 'all', account })}>
      {words.all}
    </a>
  )
  return (
    <Empty title={title} actions={kind === 'none' ? null : all}>
      {text}
    </Empty>
  )
}
