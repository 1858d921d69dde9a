/* What the page does beyond links and forms: menus close, dialogs open, j and k walk through a list, theme and rail change at once.
   All of it by a few listeners on the document, so that parts stay plain HTML. Put <Behaviour /> once in the root. */
import { useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useLinkNavigation } from './link-navigation'
import { say } from './live'
import { closeMenus, onDocumentClick, onDocumentKey, onToggle, showCurrent } from './page-listeners'

export function Behaviour() {
  // First the listeners that open and close things: what they have dealt with is no navigation.
  useEffect(() => {
    document.addEventListener('click', onDocumentClick)
    document.addEventListener('keydown', onDocumentKey)
    document.addEventListener('toggle', onToggle, true)
    return () => {
      document.removeEventListener('click', onDocumentClick)
      document.removeEventListener('keydown', onDocumentKey)
      document.removeEventListener('toggle', onToggle, true)
    }
  }, [])
  useLinkNavigation()
  useNavigationFocus()
  return null
}

/** After a navigation: menus and dialogs close, what is current is in sight, the new page is announced, and the focus goes to it unless it is the same page. */
function useNavigationFocus(): void {
  const { pathname, search } = useLocation()
  const last = useRef({ pathname, search })
  useEffect(() => {
    showCurrent()
    const before = last.current
    last.current = { pathname, search }
    if (before.pathname === pathname && before.search === search) return
    closeMenus()
    for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close()
    say(document.title)
    if (before.pathname !== pathname) document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname, search])
}
