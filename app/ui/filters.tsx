/* Search and filters above a list: one GET form, so that everything lives in the URL and works without JavaScript. */
import { Download, Plus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChipData } from './chip'
import { Chip } from './chip'
import { useReader } from './reader'
import { sayDate } from './when-text'

export type FiltersProps = {
  /** Where the form goes: the list's own path. */
  action: string
  /** The search field, named `name` (usually q). */
  search: { name: string; label: string; value?: string | undefined }
  /** Filters that are on. */
  chips?: readonly ChipData[] | undefined
  /** Leads to the list without filters; shown when a chip is. */
  clearHref?: string | undefined
  /** Search parameters to keep that are no filter: sort, account, view. */
  keep?: Record<string, string | null | undefined> | undefined
  /** CSV of exactly what is shown. */
  exportHref?: string | undefined
  /** More tools at the right. */
  tools?: ReactNode
  /** The fields behind "Add filter", each named as its search parameter. */
  children?: ReactNode
}
/** Says the days between which a list is cut, one of which may be missing: "27 May to Thu 25 June", "since 27 May". */
export function usePeriod(): (from: string | null, to: string | null) => string {
  const { t } = useTranslation('ui')
  const { locale, now, timeZone } = useReader()
  const day = (on: string) => sayDate(locale, on, now, timeZone)
  return (from, to) =>
    from && to
      ? t('filters.between', { from: day(from), to: day(to) })
      : from
        ? t('filters.since', { day: day(from) })
        : t('filters.until', { day: day(to ?? '') })
}

export function Filters({ action, search, chips = [], clearHref, keep = {}, exportHref, tools, children }: FiltersProps) {
  const { t } = useTranslation('ui')
  return (
    <form className="filters" method="get" action={action} data-get="">
      {Object.entries(keep).map(([name, value]) => (value ? <input key={name} type="hidden" name={name} value={value} /> : null))}
      <label className="search">
        <span className="sr">{search.label}</span>
        <Search className="icon" aria-hidden="true" />
        <input
          className="input"
          type="search"
          name={search.name}
          key={search.value}
          defaultValue={search.value}
          placeholder={search.label}
          data-search=""
          enterKeyHint="search"
        />
      </label>
      {chips.map((chip) => (
        <Chip key={chip.label + chip.value} {...chip} />
      ))}
      {children ? (
        <details className="menu" name="menu">
          <summary className="chip chip-add">
            <Plus className="icon icon-s" aria-hidden="true" />
            {t('filters.add')}
          </summary>
          <div className="menu-panel filter-panel">
            {children}
            <button type="submit" className="btn btn-primary btn-wide">
              {t('filters.apply')}
            </button>
          </div>
        </details>
      ) : null}
      {chips.length > 0 && clearHref ? (
        <a className="filters-clear" href={clearHref} data-stay>
          {t('filters.clear')}
        </a>
      ) : null}
      <span className="filters-tools">
        {tools}
        {exportHref ? (
          <a className="btn btn-small" href={exportHref} download="">
            <Download className="icon icon-s" aria-hidden="true" />
            {t('filters.export')}
          </a>
        ) : null}
      </span>
    </form>
  )
}
