/* The head of an account's page: who it is, how it stands, and the ways to its orders and shipments. */
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { useReader } from '~/ui/reader'
import { RecordHead } from '~/ui/record'
import { Tag } from '~/ui/status'
import { timeIn } from '~/ui/when-text'
import type { Account, Branch } from './account.queries.server'
import { StageMark, useAccountWords } from './account-words'

type Shown = Omit<Account, 'id' | 'root_account_id' | 'parent_id'>

/** The accounts above the current one, the top first, as far as the drawn tree shows them. */
function above(branches: readonly Branch[]): Branch[] {
  const at = branches.findIndex((one) => one.current)
  let depth = branches[at]?.depth ?? 0
  const way: Branch[] = []
  for (const one of branches.slice(0, Math.max(at, 0)).toReversed()) {
    if (one.depth >= depth) continue
    depth = one.depth
    way.unshift(one)
  }
  return way
}

export function AccountHead({ account, branches }: { account: Shown; branches: readonly Branch[] }) {
  const { t } = useTranslation('accounts')
  const { now } = useReader()
  const words = useAccountWords()
  const code = encodeURIComponent(account.code)
  const way = above(branches).map((one) => ({ href: `/staff/accounts/${encodeURIComponent(one.code)}`, label: one.name }))
  return (
    <RecordHead
      crumbs={[{ href: '/staff/accounts', label: t('title') }, ...way, { label: account.code }]}
      title={account.name}
      statuses={
        <>
          <StageMark stage={account.stage} active={account.active === 1} words={words} pill />
          {account.class ? <Tag>{t('classOf', { letter: account.class })}</Tag> : null}
        </>
      }
      lead={[account.local_name, account.code, words.place(account)].filter(Boolean).join(' · ')}
      facts={[
        { label: t('record.does'), value: words.does(account) || '–' },
        { label: t('record.currency'), value: account.currency },
        { label: t('record.zone'), value: timeIn(now, account.time_zone) },
        ...(account.phone ? [{ label: t('record.phone'), value: <a href={`tel:${account.phone}`}>{account.phone}</a> }] : []),
      ]}
      actions={
        <>
          <ButtonLink href={`/staff/orders?account=${code}`}>{t('record.orders')}</ButtonLink>
          <ButtonLink href={`/staff/shipments?account=${code}`}>{t('record.shipments')}</ButtonLink>
          {account.supplies === 1 ? <ButtonLink href={`/staff/catalog?account=${code}`}>{t('record.catalog')}</ButtonLink> : null}
        </>
      }
    />
  )
}
