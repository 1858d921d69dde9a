/* A toast says that something was done. After a redirect the page passes it from the loader; in the browser `toast()` adds one.
   It never goes away by itself while it holds the focus or the pointer, and errors stay until they are closed. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mark } from './status'

export type ToastData = {
  id: string
  tone?: 'ok' | 'warn' | 'bad' | undefined
  title: string
  text?: string | undefined
  action?: { href: string; label: string } | undefined
}

const marks: Record<NonNullable<ToastData['tone']>, Mark> = { ok: 't4', warn: 'late', bad: 'stop' }
const listeners = new Set<(toast: ToastData) => void>()

/** Shows a toast from the browser. */
export function toast(data: ToastData): void {
  for (const tell of listeners) tell(data)
}

export function Toast({ data, onClose }: { data: ToastData; onClose?: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation('ui')
  const tone = data.tone ?? 'ok'
  return (
    <div className={`toast toast-${tone} m-${marks[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <p>
        <b>{data.title}</b>
        {data.text}
      </p>
      {data.action ? (
        <a className="btn btn-small btn-ghost" href={data.action.href}>
          {data.action.label}
        </a>
      ) : null}
      {onClose ? (
        <button type="button" className="btn btn-small btn-ghost btn-icon" aria-label={t('close')} onClick={onClose}>
          <X className="icon icon-s" aria-hidden="true" />
        </button>
      ) : null}
    </div>
  )
}

const shownFor = 6000

/** Once per page, in the frame. `flash` is what the last action left for this page. */
export function Toasts({ flash = [] }: { flash?: readonly ToastData[] | undefined }) {
  const [added, setAdded] = useState<readonly ToastData[]>([])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const tell = (data: ToastData) => setAdded((all) => [...all.filter(({ id }) => id !== data.id), data])
    listeners.add(tell)
    return () => {
      listeners.delete(tell)
    }
  }, [])
  const open = [...flash, ...added].filter(({ id }) => !closed.has(id))
  const first = open.find(({ tone }) => tone !== 'bad')?.id
  useEffect(() => {
    if (first === undefined) return
    const timer = setInterval(() => {
      if (document.querySelector('.toasts:hover, .toasts:focus-within')) return
      setClosed((all) => new Set(all).add(first))
    }, shownFor)
    return () => clearInterval(timer)
  }, [first])
  return (
    <div className="toasts">
      {open.map((data) => (
        <Toast key={data.id} data={data} onClose={() => setClosed((all) => new Set(all).add(data.id))} />
      ))}
    </div>
  )
}
