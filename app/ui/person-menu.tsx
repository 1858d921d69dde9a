/* Language, theme and person, at the right of the bar. */
import { Contrast, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from './avatar'
import { Menu, MenuButton, MenuLink, MenuRule } from './menu'
import { PreferenceForm } from './preference-form'
import type { Theme } from './preferences'
import { useReader } from './reader'

export type Person = { name: string; email: string }
export type PersonLink = { href: string; label: string; icon?: ReactNode }

/** The language to change to, in its own words. */
export function LanguageSwitch({ action, words }: { action: string; words?: boolean | undefined }) {
  const { t } = useTranslation('shell')
  const chinese = useReader().locale.startsWith('zh')
  const other = chinese
    ? { value: 'en', lang: 'en', short: 'EN', name: 'English' }
    : { value: 'zh-CN', lang: 'zh-CN', short: '中文', name: '简体中文' }
  return (
    <PreferenceForm action={action}>
      <button
        className="tool"
        type="submit"
        name="language"
        value={other.value}
        lang={other.lang}
        title={t('language', { name: other.name })}
        data-language=""
      >
        {words ? other.name : other.short}
      </button>
    </PreferenceForm>
  )
}

/** One click from light to dark and back; the three-way choice is in the person's menu. */
export function ThemeSwitch({ action, theme }: { action: string; theme: Theme }) {
  const { t } = useTranslation('shell')
  return (
    <PreferenceForm action={action}>
      <button
        className="tool"
        type="submit"
        name="theme"
        value={theme === 'dark' ? 'light' : 'dark'}
        aria-label={t('theme.switch')}
        title={t('theme.switch')}
        data-theme-switch=""
      >
        <Contrast className="icon" aria-hidden="true" />
      </button>
    </PreferenceForm>
  )
}

const themes = [
  { value: 'system', icon: Monitor },
  { value: 'light', icon: Sun },
  { value: 'dark', icon: Moon },
] as const

export type PersonMenuProps = {
  person: Person
  links: readonly PersonLink[]
  action: string
  signOutAction: string
  theme: Theme
}
export function PersonMenu({ person, links, action, signOutAction, theme }: PersonMenuProps) {
  const { t } = useTranslation('shell')
  return (
    <Menu
      side="end"
      triggerClass="tool tool-person"
      label={t('person.menu', { name: person.name })}
      trigger={<Avatar name={person.name} />}
    >
      <p className="menu-who">
        <b>{person.name}</b>
        <span>{person.email}</span>
      </p>
      <MenuRule />
      {links.map((link) => (
        <MenuLink key={link.href} href={link.href} icon={link.icon}>
          {link.label}
        </MenuLink>
      ))}
      <PreferenceForm action={action}>
        <fieldset className="theme-choice">
          <legend className="sr">{t('theme.legend')}</legend>
          {themes.map(({ value, icon: Icon }) => (
            <button key={value} type="submit" name="theme" value={value} aria-pressed={value === theme} data-theme-choice="">
              <Icon className="icon icon-s" aria-hidden="true" />
              {t(`theme.${value}`)}
            </button>
          ))}
        </fieldset>
      </PreferenceForm>
      <MenuRule />
      <form method="post" action={signOutAction}>
        <MenuButton icon={<LogOut className="icon" aria-hidden="true" />}>{t('person.signOut')}</MenuButton>
      </form>
    </Menu>
  )
}
