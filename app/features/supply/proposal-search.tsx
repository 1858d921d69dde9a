/* The search above a list of proposals. */
import { useTranslation } from 'react-i18next'
import { Filters } from '~/ui/filters'
import { hrefWith } from '~/ui/pager'

type Props = { q: string; path: string; search: string }

export function ProposalSearch({ q, path, search }: Props) {
  const { t } = useTranslation('supply')
  const state = new URLSearchParams(search).get('state')
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('proposals.search'), value: q }}
      keep={{ state }}
      chips={q === '' ? [] : [{ label: t('proposals.searched'), value: q, removeHref: hrefWith(path, search, { q: null }) }]}
      clearHref={hrefWith(path, '', { state })}
      exportHref={hrefWith(`${path}.csv`, search, {})}
    />
  )
}
