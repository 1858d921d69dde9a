import { useTranslation } from 'react-i18next'
import type { ChipData } from '~/ui/chip'
import { ChoiceField, DateField, SelectField, TextField } from '~/ui/field'
import { Filters, usePeriod } from '~/ui/filters'
import { hrefWith, hrefWithout } from '~/ui/pager'
import { orderStatuses } from './order'
import type { OrderFilter } from './order-filter'
import { useStatusNames } from './order-status'

export type Place = { key: string; street: string; city: string }
export type OrderFiltersProps = {
  filter: OrderFilter
  path: string
  search: string
  staff: boolean
  /** Addresses to choose from; empty where there are too many to choose. */
  places: readonly Place[]
  /** The account that the filter names. */
  account: { code: string; name: string } | null
}

/** Search, filters and what of them is on. On staff pages the account is a filter; a member chooses it for the whole page. */
export function OrderFilters({ filter, path, search, staff, places, account }: OrderFiltersProps) {
  const { t } = useTranslation('orders')
  const names = useStatusNames()
  const chips = useChips({ filter, path, search, staff, places, account })
  const view = filter.view === 'all' ? null : filter.view
  const kept = { view, sort: new URLSearchParams(search).get('sort'), ...(!staff && { account: filter.account }) }
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('list.search'), value: filter.q }}
      chips={chips}
      clearHref={hrefWith(path, '', { view, account: staff ? null : filter.account })}
      keep={kept}
      exportHref={hrefWith(`${path}.csv`, search, {})}
    >
      <ChoiceField
        many
        label={t('filter.status')}
        name="status"
        choices={orderStatuses.map((value) => ({ value, label: names[value] }))}
        defaultValue={filter.statuses}
      />
      <DateField label={t('filter.from')} name="from" defaultValue={filter.from ?? ''} />
      <DateField label={t('filter.to')} name="to" defaultValue={filter.to ?? ''} />
      {staff ? <TextField label={t('filter.account')} name="account" defaultValue={filter.account ?? ''} /> : null}
      {places.length > 1 || filter.shipTo ? (
        <SelectField
          label={t('filter.shipTo')}
          name="ship_to"
          empty={t('filter.anywhere')}
          choices={places.map((place) => ({ value: place.key, label: placeText(place) }))}
          defaultValue={filter.shipTo ?? ''}
        />
      ) : null}
    </Filters>
  )
}

const placeText = ({ street, city }: Place) => `${street}, ${city}`

function useChips({ filter, path, search, staff, places, account }: OrderFiltersProps): ChipData[] {
  const { t } = useTranslation('orders')
  const names = useStatusNames()
  const period = usePeriod()
  const without = (...parameters: string[]) => hrefWithout(path, search, parameters)
  const { from, to } = filter
  const place = places.find((one) => one.key === filter.shipTo)
  const chips: (ChipData | false)[] = [
    filter.q !== '' && { label: t('filter.q'), value: filter.q, removeHref: without('q') },
    staff && account !== null && { label: t('filter.branch'), value: account.name, removeHref: without('account') },
    filter.statuses.length > 0 && {
      label: t('filter.status'),
      value: filter.statuses.map((one) => names[one]).join(t('filter.or')),
      removeHref: without('status'),
    },
    (from !== null || to !== null) && { label: t('filter.placed'), value: period(from, to), removeHref: without('from', 'to') },
    filter.shipTo !== null && {
      label: t('filter.shipTo'),
      value: place ? placeText(place) : filter.shipTo,
      removeHref: without('ship_to'),
    },
  ]
  return chips.filter((chip) => chip !== false)
}
