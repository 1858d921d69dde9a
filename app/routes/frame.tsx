import { useSearchParams } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import {
  BookOpen,
  Building2,
  ChartColumn,
  ClipboardList,
  FileInput,
  FilePen,
  FileText,
  HandCoins,
  House,
  Inbox,
  ListChecks,
  Network,
  Package,
  Receipt,
  ScrollText,
  Ship,
  Star,
  Truck,
  UserRound,
  Users,
  Workflow,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Audience } from '~/access/abilities'
import type { AccountChoice } from '~/ui/account-switcher'
import type { NavGroup, NavItem } from '~/ui/frame'
import { Frame } from '~/ui/frame'
import type { FrameFacts } from './frame.server'

type Page = {
  to: string
  also?: readonly string[]
  icon: LucideIcon
  key:
    | 'home'
    | 'orders'
    | 'shipments'
    | 'invoices'
    | 'payments'
    | 'contracts'
    | 'requests'
    | 'ratings'
    | 'account'
    | 'served'
    | 'standing'
    | 'programmes'
    | 'supplier'
    | 'catalog'
    | 'proposals'
    | 'purchases'
    | 'moderation'
    | 'accounts'
    | 'people'
    | 'imports'
    | 'jobs'
    | 'audit'
}

/** The pages of each audience, in the order of the rail. A page of a later feature is one more line here. */
const pages: Record<Exclude<Audience, 'me'>, readonly Page[]> = {
  portal: [
    { to: '/portal', icon: House, key: 'home' },
    { to: '/portal/orders', icon: Package, key: 'orders' },
    { to: '/portal/shipments', icon: Ship, key: 'shipments' },
    { to: '/portal/invoices', icon: Receipt, key: 'invoices', also: ['/portal/statement', '/portal/pay', '/portal/checkouts'] },
    { to: '/portal/contracts', icon: FileText, key: 'contracts' },
    { to: '/portal/requests', icon: Inbox, key: 'requests' },
    { to: '/portal/account', icon: Building2, key: 'account' },
  ],
  distributor: [
    { to: '/distributor', icon: ChartColumn, key: 'standing' },
    { to: '/distributor/programmes', icon: ScrollText, key: 'programmes' },
    { to: '/distributor/served', icon: Network, key: 'served' },
  ],
  supplier: [
    { to: '/supplier', icon: Truck, key: 'supplier' },
    { to: '/supplier/purchase-orders', icon: ClipboardList, key: 'purchases' },
    { to: '/supplier/catalog', icon: BookOpen, key: 'catalog' },
    { to: '/supplier/proposals', icon: FilePen, key: 'proposals' },
  ],
  staff: [
    { to: '/staff', icon: House, key: 'home' },
    { to: '/staff/requests', icon: Inbox, key: 'requests' },
    { to: '/staff/moderation/ratings', icon: Star, key: 'ratings' },
    { to: '/staff/orders', icon: Package, key: 'orders' },
    { to: '/staff/shipments', icon: Ship, key: 'shipments' },
    { to: '/staff/invoices', icon: Receipt, key: 'invoices', also: ['/staff/statement'] },
    { to: '/staff/contracts', icon: FileText, key: 'contracts' },
    { to: '/staff/programmes', icon: ChartColumn, key: 'programmes' },
    { to: '/staff/payments', icon: HandCoins, key: 'payments' },
    { to: '/staff/accounts', icon: Building2, key: 'accounts' },
    { to: '/staff/moderation', icon: ListChecks, key: 'moderation' },
    { to: '/staff/catalog', icon: BookOpen, key: 'catalog' },
    { to: '/staff/purchase-orders', icon: ClipboardList, key: 'purchases' },
    { to: '/staff/people', icon: Users, key: 'people' },
    { to: '/staff/imports', icon: FileInput, key: 'imports' },
    { to: '/staff/jobs', icon: Workflow, key: 'jobs' },
    { to: '/staff/audit', icon: ScrollText, key: 'audit' },
  ],
}

export type AudienceFrameProps = {
  audience: Audience
  facts: FrameFacts
  accounts?: { all: readonly AccountChoice[]; name: string; note?: string | undefined }
  searchable?: boolean
  children: ReactNode
}

export function AudienceFrame({ audience, facts, accounts, searchable, children }: AudienceFrameProps) {
  const { t } = useTranslation('shell')
  const [search] = useSearchParams()
  const code = search.get('account')
  const item = ({ to, icon, key, also }: Page): NavItem => ({ to, icon, also, label: t(`pages.${key}`) })
  // Where one is comes first: on a phone the first pages are the ones at hand.
  const shown = (facts.audiences as Exclude<Audience, 'me'>[])
    .filter((one) => (one === 'staff') === (audience === 'staff') || audience === 'me')
    .sort((a, b) => Number(b === audience) - Number(a === audience))
  const nav: NavGroup[] = shown.map((one, index) => ({
    ...(index > 0 && { label: t(`audiences.${one}`) }),
    items: pages[one].filter((page) => !facts.hidden.includes(page.key)).map(item),
  }))
  const root = `/${audience === 'me' ? (facts.audiences[0] ?? '') : audience}`
  return (
    <Frame
      host={facts.host}
      homeHref={root}
      nav={nav}
      person={facts.person}
      personLinks={[{ href: '/me', label: t('pages.me'), icon: <UserRound className="icon" aria-hidden="true" /> }]}
      accounts={
        accounts && {
          all: accounts.all,
          allLabel: accounts.name,
          allNote: accounts.note,
          current: accounts.all.find((one) => one.code === code) ?? null,
        }
      }
      search={searchable ? { src: `${root}/find`, href: `${root}/search` } : undefined}
      theme={facts.theme}
      rail={facts.rail}
      staff={audience === 'staff'}
      preferencesAction="/me/preferences"
      signOutAction="/sign-out"
    >
      {children}
    </Frame>
  )
}
