import type { LucideIcon } from 'lucide-react'
import { Inbox, Lock, MessageSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry, TimelineLink } from '~/features/registry.types'
import { formatMoney } from '~/ui/money'
import { useReader } from '~/ui/reader'
import type { Mark, Tone } from '~/ui/status'
import { sayDate, sayInstant } from '~/ui/when-text'

/** How an entry of a timeline looks and reads, wherever it is shown. */

/** The marks of kinds that have one of their own; the others follow their tone. */
const marks: Record<string, Mark> = {
  'orders.placed': 't0',
  'orders.new': 't0',
  'orders.confirmed': 't1',
  'orders.confirmed-for': 't1',
  'orders.packed': 't2',
  'orders.shipped': 't3',
  'orders.delivered': 't4',
  'orders.cancelled': 'off',
  'orders.held': 'pause',
  'orders.held-for': 'pause',
  'shipments.left': 't3',
  'shipments.left-in': 't3',
  'shipments.delivered': 't4',
  'shipments.delivered-in': 't4',
  'shipments.delivered-signed': 't4',
  'shipments.returned': 'return',
  'shipments.returned-in': 'return',
  'requests.solved': 'check',
  'programmes.accepted': 'check',
  'programmes.disputed': 'stop',
}
const icons: Record<string, LucideIcon> = {
  'history.note': MessageSquare,
  'history.note-retracted': MessageSquare,
  'history.internal-note': Lock,
  'requests.raised': Inbox,
  'requests.answered': Inbox,
  'requests.wrote': Inbox,
}
const tones: Record<NonNullable<TimelineEntry['tone']>, Tone> = { positive: 'ok', caution: 'warn', critical: 'bad' }
const byTone: Record<NonNullable<TimelineEntry['tone']>, Mark> = { positive: 't4', caution: 'late', critical: 'stop' }
const usualTone: Partial<Record<Mark, Tone>> = { t0: 'plain', t4: 'ok', off: 'off', pause: 'warn', return: 'bad' }

export function markOf(entry: TimelineEntry): { mark: Mark; tone: Tone } {
  if (entry.planned) return { mark: 'plan', tone: 'plain' }
  const own = marks[entry.kind]
  if (own) return { mark: own, tone: usualTone[own] ?? 'go' }
  return entry.tone ? { mark: byTone[entry.tone], tone: tones[entry.tone] } : { mark: 'dot', tone: 'plain' }
}

export function iconOf(entry: TimelineEntry): ReactNode {
  const Icon = icons[entry.kind]
  return Icon ? <Icon className="icon icon-s" aria-hidden="true" /> : null
}

const day = /^\d{4}-\d{2}-\d{2}$/
const money = /^([A-Z]{3}) (-?\d+(?:\.\d+)?)$/
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** What changed from nothing, or to nothing, reads otherwise where the languages say so. */
const contextOf = ({ from, to }: TimelineEntry['facts']) =>
  from === null ? { context: 'set' } : to === null ? { context: 'cleared' } : {}

/**
 * The text of an entry, from the languages of the feature that tells it: days, times and amounts among its facts as people say them, and the number of
 * the record that it is about as a link below `root` ('/portal').
 */
export function useEntryText(root: string): (entry: TimelineEntry) => ReactNode {
  const { t } = useTranslation('history')
  const { locale, now, timeZone } = useReader()
  const inWords = (fact: string | number | null) => {
    if (typeof fact !== 'string') return fact ?? ''
    if (instant.test(fact)) return sayInstant(locale, new Date(fact), now, timeZone, 'always')
    const [, currency, amount] = money.exec(fact) ?? []
    if (currency && amount) return formatMoney(locale, amount, currency)
    return day.test(fact) ? sayDate(locale, fact, now, timeZone) : fact
  }
  const withPart = (text: string, facts: TimelineEntry['facts']) => {
    if (typeof facts.line === 'number') return t('ofLine', { line: facts.line, text })
    return typeof facts.package === 'number' ? t('ofPackage', { package: facts.package, text }) : text
  }
  return (entry) => {
    const [feature = '', ...name] = entry.kind.split('.')
    const said = Object.entries(entry.facts).map(([key, fact]) => [key, inWords(fact)])
    const values = { ...Object.fromEntries(said), ...contextOf(entry.facts) }
    const text = String(t(`${feature}:timeline.${name.join('.')}` as never, values as never))
    return pieces(withPart(text, entry.facts), entry.link ?? null, root)
  }
}

/** Members follow their orders and requests in the portal, whatever else they are. */
const hrefOf = (link: TimelineLink, root: string): string =>
  'path' in link
    ? `${root}/${link.path}`
    : `${root === '/staff' ? root : '/portal'}/${link.to}/${encodeURIComponent(link.number)}`

export const LinkTo = ({ link, root }: { link: TimelineLink; root: string }) => (
  <a className="no" href={hrefOf(link, root)}>
    {link.number}
  </a>
)

/** The texts mark what matters with <b>; everything else stays plain text, whatever it contains. */
const pieces = (text: string, link: TimelineLink | null, root: string): ReactNode =>
  text.split(/<b>(.*?)<\/b>/s).map((part, index) => {
    const key = `${index} ${part}`
    const inside = link ? linked(part, link, root) : part
    return index % 2 ? <b key={key}>{inside}</b> : <Fragment key={key}>{inside}</Fragment>
  })

function linked(text: string, link: TimelineLink, root: string): ReactNode {
  const at = text.indexOf(link.number)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <LinkTo link={link} root={root} />
      {text.slice(at + link.number.length)}
    </>
  )
}
