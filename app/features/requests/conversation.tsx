import { Lock, Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '~/ui/avatar'
import { cx } from '~/ui/class-names'
import { Section } from '~/ui/page-head'
import { When } from '~/ui/when'
import type { RequestChange, RequestRecord } from './request.queries.server'

export type Note = { author: string | null; body: string; at: Date }
type File = RequestRecord['files'][number]

type Entry =
  | { kind: 'message'; at: Date; message: RequestRecord['messages'][number] }
  | { kind: 'note'; at: Date; note: Note }
  | { kind: 'change'; at: Date; change: RequestChange }

/** What moves are told between the messages; those that are a message themselves tell only of the status after them. */
const told = new Set(['status', 'assigned', 'priority', 'shown', 'replied', 'said'])

export type ConversationProps = {
  request: RequestRecord
  /** Only the staff have any. */
  notes?: readonly Note[]
  changes: readonly RequestChange[]
  host: string
  yours: boolean
}

/** Everything that was said, oldest first, and how the request moved in between. */
export function Conversation({ request, notes = [], changes, host, yours }: ConversationProps) {
  const { t } = useTranslation('requests')
  const entries: Entry[] = [
    ...request.messages.map((message) => ({ kind: 'message' as const, at: message.at, message })),
    ...notes.map((note) => ({ kind: 'note' as const, at: note.at, note })),
    ...changes
      .filter((change) => told.has(change.kind) && (change.to !== null || change.kind === 'assigned'))
      .map((change) => ({ kind: 'change' as const, at: change.at, change })),
  ]
  entries.sort((a, b) => a.at.getTime() - b.at.getTime())
  return (
    <Section title={t('record.conversation')} id="conversation">
      <ol className="grid gap-5">
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.at.getTime()} ${keyOf(entry)}`}>
            {entry.kind === 'change' ? (
              <Change change={entry.change} yours={yours} />
            ) : entry.kind === 'note' ? (
              <Said who={entry.note.author ?? ''} role={t('record.internal')} at={entry.at} tone="note" body={entry.note.body} />
            ) : (
              <Message message={entry.message} request={request} host={host} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const keyOf = (entry: Entry): string =>
  entry.kind === 'message'
    ? entry.message.body.slice(0, 20)
    : entry.kind === 'note'
      ? entry.note.body.slice(0, 20)
      : entry.change.kind

function Message({
  message,
  request,
  host,
}: {
  message: RequestRecord['messages'][number]
  request: RequestRecord
  host: string
}) {
  const { t } = useTranslation('requests')
  const staff = message.side === 'staff'
  const role = staff ? t('record.staffOf', { host }) : request.account.name
  return (
    <Said
      who={message.author ?? role}
      role={message.author ? role : t('record.system')}
      at={message.at}
      tone={staff ? 'staff' : 'customer'}
      body={message.body}
      files={message.files}
    />
  )
}

const tones = {
  customer: 'border-line bg-sunken',
  staff: 'border-accent-line bg-accent-tint',
  note: 'border-caution-line border-dashed bg-caution-tint',
}

type SaidProps = { who: string; role: string; at: Date; tone: keyof typeof tones; body: string; files?: readonly File[] }
function Said({ who, role, at, tone, body, files = [] }: SaidProps) {
  return (
    <article className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <Avatar name={who} kind={tone === 'customer' ? 'person' : 'host'} />
      <div>
        <header className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <b>{who}</b>
          <span className="text-ink-3">
            {tone === 'note' ? <Lock className="icon icon-s" aria-hidden="true" /> : null} {role}
          </span>
          <span className="text-ink-3">
            <When at={at} time="always" />
          </span>
        </header>
        <div className={cx('mt-1 max-w-[42rem] rounded-lg border px-4 py-3 wrap-anywhere whitespace-pre-line', tones[tone])}>
          {body}
        </div>
        {files.length > 0 ? <Files files={files} /> : null}
      </div>
    </article>
  )
}

export function Files({ files }: { files: readonly File[] }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-2 text-sm">
      {files.map((file) => (
        <li key={file.file_key}>
          <a className="btn btn-small" href={`/files/${file.file_key}`} download>
            <Paperclip className="icon icon-s" aria-hidden="true" />
            {file.name}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Change({ change, yours }: { change: RequestChange; yours: boolean }) {
  const text = useChangeText(yours)
  return (
    <p className="pl-11 text-sm text-ink-3">
      {text(change)} · <When at={change.at} time="always" />
    </p>
  )
}

/** What a move was, as a sentence. */
export function useChangeText(yours: boolean): (change: RequestChange) => ReactNode {
  const { t } = useTranslation('requests')
  return ({ kind, to, person }) => {
    const who = person ?? t('record.system')
    const status = () => t(`${yours ? 'yourStatus' : 'status'}.${to as 'open'}`)
    if (kind === 'status') return t('record.change.status', { person: who, to: status() })
    if ((kind === 'replied' || kind === 'said') && to !== null) return t('record.change.statusBecame', { to: status() })
    if (kind === 'assigned') return t(`record.change.${howAssigned(to, person)}`, { person: who, to })
    if (kind === 'priority') return t('record.change.priority', { person: who, to: t(`priority.${to as 'high'}`) })
    return t(`record.change.${kind}`, { person: who })
  }
}

const howAssigned = (to: string | null, person: string | null) =>
  to === null ? 'unassigned' : to === person ? 'took' : 'assigned'
