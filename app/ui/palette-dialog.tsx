/* The palette's dialog: an ARIA combobox over a grouped listbox. Default export, because it is loaded lazily. */

import { useNavigate } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import {
  BookOpen,
  Box,
  Building2,
  ChartColumn,
  ClipboardList,
  CornerDownLeft,
  FilePen,
  FileText,
  MessageSquare,
  Package,
  Receipt,
  Search,
  Ship,
  User,
} from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaletteAnswer, PaletteItem } from './palette'

const icons: Record<NonNullable<PaletteItem['icon']>, LucideIcon> = {
  order: Package,
  shipment: Ship,
  request: MessageSquare,
  invoice: Receipt,
  account: Building2,
  article: BookOpen,
  person: User,
  product: Box,
  purchase: ClipboardList,
  programme: ChartColumn,
  statement: FileText,
  served: Building2,
  proposal: FilePen,
  item: Box,
  page: FileText,
}
const nothing: PaletteAnswer = { groups: [] }
const waitBeforeAsking = 120

/** The title with the sought part marked. */
function Marked({ text, sought }: { text: string; sought: string }) {
  const at = sought ? text.toLocaleLowerCase().indexOf(sought.toLocaleLowerCase()) : -1
  if (at < 0) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + sought.length)}</mark>
      {text.slice(at + sought.length)}
    </>
  )
}

function useAnswer(src: string, sought: string): { answer: PaletteAnswer; state: 'idle' | 'asking' | 'failed' } {
  const [answer, setAnswer] = useState(nothing)
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(
      () => {
        setState('asking')
        const url = `${src}${src.includes('?') ? '&' : '?'}q=${encodeURIComponent(sought)}`
        fetch(url, { signal: stop.signal, headers: { accept: 'application/json' } })
          .then(async (response) => {
            if (!response.ok) throw new Error(String(response.status))
            setAnswer((await response.json()) as PaletteAnswer)
            setState('idle')
          })
          .catch(() => {
            if (!stop.signal.aborted) setState('failed')
          })
      },
      sought ? waitBeforeAsking : 0,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [src, sought])
  return { answer, state }
}

export default function PaletteDialog({ src, onClose }: { src: string; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const box = useRef<HTMLDialogElement>(null)
  const [sought, setSought] = useState('')
  const [chosen, setChosen] = useState(0)
  const { answer, state } = useAnswer(src, sought.trim())
  const items = answer.groups.flatMap((group) => group.items)
  useEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  useEffect(() => {
    document.getElementById(`palette-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const open = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    navigate(item.href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && items.length > 0) {
      event.preventDefault()
      setChosen((chosen + step + items.length) % items.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      open(items[chosen])
    }
  }
  let index = -1
  return (
    <dialog
      ref={box}
      className="palette"
      aria-label={t('search.title')}
      onClose={onClose}
      onClick={(event) => event.target === box.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <div className="palette-input">
        <Search className="icon" aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={items.length > 0 ? `palette-${chosen}` : undefined}
          aria-label={t('search.find')}
          placeholder={t('search.find')}
          autoComplete="off"
          spellCheck={false}
          value={sought}
          onChange={(event) => {
            setSought(event.currentTarget.value)
            setChosen(0)
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <div id="palette-list" className="palette-list" role="listbox" aria-label={t('search.results')}>
        {answer.groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
          <div key={group.label} role="group" aria-label={group.label}>
            <p aria-hidden="true">{group.label}</p>
            {group.items.map((item) => {
              index += 1
              const own = index
              const Icon = icons[item.icon ?? 'page'] ?? icons.page
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the input, which handles Enter
                <div
                  key={item.href}
                  id={`palette-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === chosen}
                  onPointerMove={() => own !== chosen && setChosen(own)}
                  onClick={() => open(item)}
                >
                  <Icon className="icon" aria-hidden="true" />
                  <span className="palette-text">
                    <span className="no">
                      <Marked text={item.title} sought={sought.trim()} />
                    </span>{' '}
                    {item.hint ? (
                      <small>
                        <Marked text={item.hint} sought={sought.trim()} />
                      </small>
                    ) : null}
                  </span>
                  <span className="palette-end">
                    {item.end}
                    {own === chosen ? <CornerDownLeft className="icon icon-s" aria-hidden="true" /> : null}
                  </span>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <p className="palette-state" role="status">
        {state === 'failed' ? t('search.failed') : null}
        {state === 'idle' && items.length === 0
          ? sought.trim()
            ? t('search.nothing', { sought: sought.trim() })
            : t('search.hint')
          : null}
      </p>
      <footer className="palette-foot">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('search.move')}
        </span>
        <span>
          <kbd>Enter</kbd> {t('search.open')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('search.close')}
        </span>
      </footer>
    </dialog>
  )
}
