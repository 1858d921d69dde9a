/* Which account the page is about. A filter in the URL (?account=CODE), so tabs and mailed links never change one another. */

import { useLocation } from '@remix-run/react'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from './avatar'
import { hrefWith } from './pager'

export type AccountChoice = { code: string; name: string; note?: string | undefined }
export type AccountSwitcherProps = {
  current: AccountChoice | null
  all: readonly AccountChoice[]
  /** The name of all of them together: the group. */
  allLabel: string
  allNote?: string | undefined
}
/** From how many accounts on the list can be searched. */
const searchFrom = 8

export function AccountSwitcher({ current, all, allLabel, allNote }: AccountSwitcherProps) {
  const { t } = useTranslation('shell')
  const { pathname, search } = useLocation()
  const [sought, setSought] = useState('')
  const name = current?.name ?? allLabel
  const note = current ? current.note : allNote
  const face = (
    <>
      <Avatar name={name} kind="company" size="large" />
      <span className="switcher-words">
        <b>{name}</b>
        {note ? <span>{note}</span> : null}
      </span>
    </>
  )
  if (all.length < 2) return <span className="switcher">{face}</span>
  const needle = sought.trim().toLocaleLowerCase()
  const shown = needle
    ? all.filter((one) => `${one.name} ${one.code} ${one.note ?? ''}`.toLocaleLowerCase().includes(needle))
    : all
  return (
    <details className="menu menu-start switcher-menu" name="menu">
      <summary className="switcher">
        <span className="sr">{t('account.switch')}</span>
        {face}
        <ChevronsUpDown className="icon icon-s" aria-hidden="true" />
      </summary>
      <div className="menu-panel menu-wide">
        {all.length >= searchFrom ? (
          <input
            className="input menu-search"
            type="search"
            aria-label={t('account.find')}
            placeholder={t('account.find')}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        ) : null}
        <a
          className="menu-item menu-account"
          href={hrefWith(pathname, search, { account: null })}
          aria-current={current ? undefined : 'true'}
        >
          <span>
            {allLabel} <small>{allNote ?? t('account.all')}</small>
          </span>
        </a>
        {shown.map((one) => (
          <a
            key={one.code}
            className="menu-item menu-account"
            href={hrefWith(pathname, search, { account: one.code })}
            aria-current={one.code === current?.code ? 'true' : undefined}
          >
            <span>
              {one.name} <small>{one.note ?? one.code}</small>
            </span>
          </a>
        ))}
        {shown.length === 0 ? <p className="menu-head">{t('account.none')}</p> : null}
      </div>
    </details>
  )
}
