/* What goes with an account: its place in the ownership tree, its relations, its team, its addresses. */
import { useTranslation } from 'react-i18next'
import { Avatar } from '~/ui/avatar'
import { cx } from '~/ui/class-names'
import { countryName } from '~/ui/country'
import type { Contact } from '~/ui/news'
import { Contacts } from '~/ui/news'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { Day } from '~/ui/when'
import type { AddressRow, Branch, Link } from './account.queries.server'
import type { ContactRow } from './contacts.queries.server'

type TreeProps = { branches: readonly Branch[]; left: number; hrefOf: (code: string) => string; title?: string }

/** A branch is often called after its city, and once is enough. */
const saysWhere = ({ name, city }: Branch): boolean => city === null || name.includes(city)

const indents = ['', 'ml-2', 'ml-6', 'ml-10', 'ml-14']
const line = 'flex items-baseline justify-between gap-3 rounded-md px-2 py-1'
const here = `${line} bg-accent-tint`

/** The ownership tree as an indented list, with the account itself marked. */
export function OwnershipTree({ branches, left, hrefOf, title }: TreeProps) {
  const { t } = useTranslation('accounts')
  return (
    <Section title={title ?? t('record.tree')}>
      {branches.length < 2 ? (
        <p className="text-ink-2">{t('record.alone')}</p>
      ) : (
        <ul className="grid text-sm">
          {branches.map((branch) => (
            <li
              key={branch.code}
              className={cx(indents[Math.min(branch.depth, indents.length - 1)], branch.depth > 0 && 'border-l border-line pl-2')}
            >
              <span className={branch.current ? here : line}>
                {branch.current ? <b aria-current="page">{branch.name}</b> : <a href={hrefOf(branch.code)}>{branch.name}</a>}
                {saysWhere(branch) ? null : <span className="text-xs text-ink-3">{branch.city}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {left > 0 ? <p className="text-ink-2">{t('record.treeLeft', { count: left })}</p> : null}
    </Section>
  )
}

const linkKey = ({ kind, from }: Link) =>
  kind === 'serves' ? (from ? 'serves' : 'servedBy') : kind === 'acts_for' ? (from ? 'acts_for' : 'actedBy') : 'other'

export function AccountLinks({ links }: { links: readonly Link[] }) {
  const { t } = useTranslation('accounts')
  if (links.length === 0) return null
  return (
    <Section title={t('record.links')}>
      <ul className="grid gap-3 text-sm">
        {links.map((link) => (
          <li key={`${link.kind} ${link.from} ${link.code} ${link.since}`} className={link.over ? 'text-ink-3' : undefined}>
            <p>
              {t(`link.${linkKey(link)}`)} <a href={`/staff/accounts/${encodeURIComponent(link.code)}`}>{link.name}</a>
            </p>
            <small className="block text-xs text-ink-3">
              {t('record.sinceWord')} <Day on={link.since} />
              {link.until ? (
                <>
                  {' '}
                  {t('record.untilWord')} <Day on={link.until} />
                </>
              ) : null}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The account's contacts; `none` is said where nobody is named. */
export function AccountContacts({ contacts, title, none }: { contacts: readonly ContactRow[]; title: string; none: string }) {
  const { t } = useTranslation('accounts')
  const shown: Contact[] = contacts.map(({ name, email, phone, role }) => ({
    name,
    role: t(`team.${role}`),
    email,
    phone: phone ?? undefined,
    avatar: <Avatar name={name} />,
  }))
  return (
    <Section title={title}>{shown.length > 0 ? <Contacts contacts={shown} /> : <p className="text-ink-2">{none}</p>}</Section>
  )
}

export function Addresses({ addresses }: { addresses: readonly AddressRow[] }) {
  const { t } = useTranslation('accounts')
  const { locale } = useReader()
  return (
    <Section title={t('record.addresses')}>
      {addresses.length === 0 ? <p className="text-ink-2">{t('record.noAddresses')}</p> : null}
      <ul className="grid gap-3 text-sm">
        {addresses.map((one) => (
          <li key={`${one.name} ${one.street} ${one.city}`}>
            <address className="not-italic">
              {one.name}
              <small className="block text-ink-2">
                {[one.street, [one.postalCode, one.city].filter(Boolean).join(' '), one.region, countryName(locale, one.country)]
                  .filter(Boolean)
                  .join(', ')}
              </small>
            </address>
          </li>
        ))}
      </ul>
    </Section>
  )
}
