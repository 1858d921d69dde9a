/* The frame around every page of an audience: rail, top bar, sheet, and on a phone a bottom bar of five.
   Everything in it is a link or a form, so it works before JavaScript has loaded and without it. */

import { useLocation } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import { Menu as MenuIcon, PanelLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountChoice } from './account-switcher'
import { AccountSwitcher } from './account-switcher'
import { Avatar } from './avatar'
import { Brand } from './brand'
import { cx } from './class-names'
import { LiveRegion } from './live'
import { PaletteLink } from './palette'
import { Patterns } from './patterns'
import type { Person, PersonLink } from './person-menu'
import { LanguageSwitch, PersonMenu, ThemeSwitch } from './person-menu'
import { PreferenceForm } from './preference-form'
import type { Rail, Theme } from './preferences'
import { Progress } from './progress'
import { SkipLink } from './skip-link'
import type { ToastData } from './toast'
import { Toasts } from './toast'

export type NavItem = {
  to: string
  label: string
  icon: LucideIcon
  /** Another place whose pages belong to this entry. */
  also?: readonly string[] | undefined
  /** A capped count ("99+"). */
  count?: string | number | undefined
  /** The count is of things that wait for the reader. */
  due?: boolean | undefined
}
export type NavGroup = { label?: string | undefined; items: readonly NavItem[] }

export type FrameProps = {
  /** The host's company name, under the product's. */
  host: string
  homeHref: string
  nav: readonly NavGroup[]
  /** At the foot of the rail: help, settings. */
  foot?: readonly NavItem[] | undefined
  /** The four of the phone's bottom bar; by default the first four of `nav`. "More" is added. */
  phone?: readonly NavItem[] | undefined
  person: Person
  personLinks?: readonly PersonLink[] | undefined
  /** Accounts the person may look at; `current` is null for all of them. Without it the bar shows the host. */
  accounts?:
    | { current: AccountChoice | null; all: readonly AccountChoice[]; allLabel: string; allNote?: string | undefined }
    | undefined
  /** Under the host's name where there is no switcher: "Service desk, Tilburg". */
  place?: string | undefined
  /** The palette: `src` answers JSON (see palette.tsx), `href` is the page for those without JavaScript. */
  search?: { src: string; href: string } | undefined
  theme: Theme
  /** From the cookie; without one the rail is open, and closed on staff pages. */
  rail: Rail | null
  staff?: boolean | undefined
  /** POST with `theme`, `rail` or `language`, and `back`. */
  preferencesAction: string
  signOutAction: string
  flash?: readonly ToastData[] | undefined
  children: ReactNode
}

/** The entry whose path is the longest beginning of where we are. */
export function currentOf(items: readonly NavItem[], pathname: string): NavItem | null {
  let best: NavItem | null = null
  for (const item of items) {
    const here = [item.to, ...(item.also ?? [])].some((one) => pathname === one || pathname.startsWith(`${one}/`))
    if (here && item.to.length > (best?.to.length ?? -1)) best = item
  }
  return best
}

export function Frame(props: FrameProps) {
  const { pathname } = useLocation()
  const all = [...props.nav.flatMap(({ items }) => items), ...(props.foot ?? [])]
  const current = currentOf(all, pathname)
  const rail = props.rail ?? (props.staff ? 'closed' : 'open')
  return (
    <>
      <SkipLink />
      <Patterns />
      <Progress />
      <div className={rail === 'closed' ? 'app rail-closed' : 'app'} data-frame="">
        <RailNav {...props} current={current} rail={rail} />
        <TopBar {...props} />
        <main className="sheet" id="main" tabIndex={-1}>
          {props.children}
        </main>
        <PhoneBar {...props} current={current} />
      </div>
      <Toasts flash={props.flash} />
      <LiveRegion />
    </>
  )
}

function RailNav({
  host,
  homeHref,
  nav,
  foot = [],
  current,
  rail,
  preferencesAction,
}: FrameProps & { current: NavItem | null; rail: Rail }) {
  const { t } = useTranslation('shell')
  return (
    <nav className="rail" aria-label={t('nav.main')}>
      <a className="brand" href={homeHref}>
        <Brand />
        <span className="brand-words">
          <b>Quayside</b> <span>{host}</span>
        </span>
      </a>
      {nav.map((group, index) => (
        <div className="rail-group" key={group.label ?? index}>
          {group.label ? <h2>{group.label}</h2> : null}
          <ul>
            {group.items.map((item) => (
              <RailItem key={item.to} item={item} current={item === current} />
            ))}
          </ul>
        </div>
      ))}
      <ul className="rail-foot">
        {foot.map((item) => (
          <RailItem key={item.to} item={item} current={item === current} />
        ))}
        <li className="rail-fold">
          <PreferenceForm action={preferencesAction}>
            <button
              type="submit"
              name="rail"
              value={rail === 'open' ? 'closed' : 'open'}
              data-rail=""
              aria-expanded={rail === 'open'}
            >
              <PanelLeft className="icon" aria-hidden="true" />
              <span>{t('rail')}</span>
            </button>
          </PreferenceForm>
        </li>
      </ul>
    </nav>
  )
}

function RailItem({ item, current }: { item: NavItem; current: boolean }) {
  const Icon = item.icon
  return (
    <li>
      <a href={item.to} aria-current={current ? 'page' : undefined} title={item.label}>
        <Icon className="icon" aria-hidden="true" />
        <span>{item.label}</span>
        {item.count === undefined ? null : <b className={item.due ? 'rail-count rail-due' : 'rail-count'}>{item.count}</b>}
      </a>
    </li>
  )
}

function TopBar({
  host,
  place,
  accounts,
  search,
  person,
  personLinks = [],
  theme,
  preferencesAction,
  signOutAction,
}: FrameProps) {
  return (
    <header className="bar">
      {accounts ? (
        <AccountSwitcher {...accounts} />
      ) : (
        <span className="switcher">
          <Avatar name={host} kind="host" size="large" />
          <span className="switcher-words">
            <b>{host}</b>
            {place ? <span>{place}</span> : null}
          </span>
        </span>
      )}
      {search ? <PaletteLink {...search} /> : <span className="find-none" />}
      <div className="tools">
        <LanguageSwitch action={preferencesAction} />
        <ThemeSwitch action={preferencesAction} theme={theme} />
        <PersonMenu person={person} links={personLinks} action={preferencesAction} signOutAction={signOutAction} theme={theme} />
      </div>
    </header>
  )
}

function PhoneBar({ nav, foot = [], phone, current }: FrameProps & { current: NavItem | null }) {
  const { t } = useTranslation('shell')
  const all = [...nav.flatMap(({ items }) => items), ...foot]
  const shown = (phone ?? all).slice(0, 4)
  const rest = all.filter((item) => !shown.includes(item))
  const inMore = current !== null && rest.includes(current)
  return (
    <nav className="phone-bar" aria-label={t('nav.main')}>
      {shown.map((item) => {
        const Icon = item.icon
        return (
          <a key={item.to} href={item.to} aria-current={item === current ? 'page' : undefined}>
            <Icon className="icon" aria-hidden="true" />
            <span>{item.label}</span>
            {item.due && item.count !== undefined ? <b className="phone-badge">{item.count}</b> : null}
          </a>
        )
      })}
      <details className="menu menu-up" name="menu">
        <summary className={cx('phone-more', inMore && 'phone-more-current')}>
          <MenuIcon className="icon" aria-hidden="true" />
          <span>{t('nav.more')}</span>
        </summary>
        <div className="menu-panel">
          {rest.map((item) => {
            const Icon = item.icon
            return (
              <a key={item.to} className="menu-item" href={item.to} aria-current={item === current ? 'page' : undefined}>
                <Icon className="icon" aria-hidden="true" />
                <span>{item.label}</span>
                {item.count === undefined ? null : <b className="rail-count">{item.count}</b>}
              </a>
            )
          })}
        </div>
      </details>
    </nav>
  )
}
