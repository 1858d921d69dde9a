/* The command palette (Ctrl/Cmd-K). The link in the bar leads to a page where there is no JavaScript; the dialog itself is loaded
   when it is first opened. */
import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What `src?q=…` answers, best first. `icon` names a kind the dialog has an icon for. */
export type PaletteAnswer = { groups: { label: string; items: PaletteItem[] }[] }
export type PaletteItem = {
  href: string
  /** The number or name. */
  title: string
  /** What explains it: PO number, account, place. */
  hint?: string | undefined
  /** A status or a date, at the right. */
  end?: string | undefined
  icon?:
    | 'order'
    | 'shipment'
    | 'request'
    | 'invoice'
    | 'account'
    | 'article'
    | 'person'
    | 'product'
    | 'purchase'
    | 'programme'
    | 'statement'
    | 'served'
    | 'proposal'
    | 'item'
    | 'page'
    | undefined
}

const PaletteDialog = lazy(() => import('./palette-dialog'))

export function PaletteLink({ src, href }: { src: string; href: string }) {
  const { t } = useTranslation('shell')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen(true)
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <a
        className="find"
        href={href}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        <Search className="icon" aria-hidden="true" />
        <span className="find-words">{t('search.find')}</span>
        <kbd>{t('search.key')}</kbd>
      </a>
      {open ? (
        <Suspense>
          <PaletteDialog src={src} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
