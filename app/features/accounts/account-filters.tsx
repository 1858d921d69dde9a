/* Search and filters of the list of accounts. */
import { useTranslation } from 'react-i18next'
import type { ChipData } from '~/ui/chip'
import { CheckField, SelectField, TextField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { hrefWith } from '~/ui/pager'
import type { AccountFilter } from './account'
import { doings, stages } from './account'

type Props = { filter: AccountFilter; path: string; search: string; exportHref: string }

export function AccountFilters({ filter, path, search, exportHref }: Props) {
  const { t } = useTranslation('accounts')
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('search'), value: filter.q }}
      chips={useChips(filter, path, search)}
      clearHref={path}
      exportHref={exportHref}
    >
      <SelectField
        name="does"
        label={t('filter.does')}
        empty={t('filter.any')}
        defaultValue={filter.does ?? ''}
        choices={doings.map((value) => ({ value, label: t(`does.${value}`) }))}
      />
      <SelectField
        name="stage"
        label={t('filter.stage')}
        empty={t('filter.any')}
        defaultValue={filter.stage ?? ''}
        choices={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
      />
      <TextField name="class" label={t('filter.class')} defaultValue={filter.class ?? ''} maxLength={1} />
      <SelectField
        name="sort"
        label={t('filter.sort')}
        defaultValue={filter.sort}
        choices={(['name', 'code'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
      <CheckField name="ended" value="1" label={t('filter.ended')} defaultChecked={filter.ended} />
    </Filters>
  )
}

function useChips(filter: AccountFilter, path: string, search: string): ChipData[] {
  const { t } = useTranslation('accounts')
  const chip = (name: string, label: string, value: string | null) =>
    value === null ? [] : [{ label, value, removeHref: hrefWith(path, search, { [name]: null }) }]
  return [
    ...chip('does', t('filter.does'), filter.does && t(`does.${filter.does}`)),
    ...chip('class', t('filter.class'), filter.class),
    ...chip('stage', t('filter.stage'), filter.stage && t(`stage.${filter.stage}`)),
    ...chip('sort', t('filter.sort'), filter.sort === 'code' ? t('sort.code') : null),
    ...chip('ended', t('filter.ended'), filter.ended ? '✓' : null),
  ]
}
