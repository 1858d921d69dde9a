/* The listeners behind <Behaviour />, as plain functions. */
import type { Rail, Theme } from './preferences'
import { preferenceCookie } from './preferences'

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

export function closeMenus(except?: Node): void {
  for (const menu of openMenus()) if (!except || !menu.contains(except)) menu.open = false
}

/** What is wider than a phone, a row of tabs or a map, is moved until the current tab, or where a shipment is, lies in its middle. */
export function showCurrent(): void {
  for (const current of document.querySelectorAll('.tabs > [aria-current], .map-frame .map-ring')) {
    const [row, here] = [current.closest('.tabs, .map-frame'), current.getBoundingClientRect()]
    if (!row) continue
    const around = row.getBoundingClientRect()
    row.scrollLeft += here.left - around.left - (around.width - here.width) / 2
  }
}

/** A menu that would stand out of the page at the right opens to the left. */
export function onToggle(event: Event): void {
  const menu = event.target
  if (!(menu instanceof HTMLDetailsElement) || !menu.classList.contains('menu')) return
  menu.classList.remove('menu-flip')
  const panel = menu.open ? menu.querySelector('.menu-panel') : null
  if (panel && panel.getBoundingClientRect().right > document.documentElement.clientWidth - 4) menu.classList.add('menu-flip')
}

export function onDocumentClick(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return
  closeMenus(event.target)
  if (event.target.closest('[data-print]')) window.print()
  openOrCloseDialog(event, event.target)
  changePreference(event, event.target)
}

function openOrCloseDialog(event: MouseEvent, target: Element): void {
  const opener = target.closest('[data-opens]')
  const dialog = opener && document.getElementById(opener.getAttribute('data-opens') ?? '')
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault()
    if (dialog.open) dialog.close()
    dialog.showModal()
    return
  }
  const closer = target.closest('[data-closes]')
  const around = closer?.closest('dialog')
  // A dialog that was loaded open is closed by its link, so that the address follows.
  if (around?.matches(':modal')) {
    event.preventDefault()
    around.close()
  }
}

const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)').matches

/** Sets the theme of this page and remembers it. */
export function setTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = preferenceCookie('theme', theme)
  for (const button of document.querySelectorAll('[data-theme-choice]'))
    button.setAttribute('aria-pressed', String(button.getAttribute('value') === theme))
}

function setRail(rail: Rail): void {
  const frame = document.querySelector('[data-frame]')
  frame?.classList.toggle('rail-closed', rail === 'closed')
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = preferenceCookie('rail', rail)
  const button = document.querySelector('[data-rail]')
  button?.setAttribute('value', rail === 'closed' ? 'open' : 'closed')
  button?.setAttribute('aria-expanded', String(rail === 'open'))
}

function changePreference(event: MouseEvent, target: Element): void {
  if (target.closest('[data-theme-switch]')) {
    event.preventDefault()
    const now = document.documentElement.dataset.theme
    setTheme((now ? now === 'dark' : systemIsDark()) ? 'light' : 'dark')
    return
  }
  const choice = target.closest('[data-theme-choice]')
  if (choice) {
    event.preventDefault()
    setTheme(choice.getAttribute('value') as Theme)
    return
  }
  const fold = target.closest('[data-rail]')
  if (fold) {
    event.preventDefault()
    setRail(fold.getAttribute('value') as Rail)
  }
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))

export function onDocumentKey(event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    const menu = openMenus()[0]
    if (!menu) return
    menu.open = false
    menu.querySelector('summary')?.focus()
    return
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
  if (event.key === 'j' || event.key === 'k') moveInList(event.key === 'j' ? 1 : -1)
  if (event.key === '/') focusSearch(event)
}

/** The cursor of a list is the focus: j and k move it from row to row, Enter opens because it is a link. */
function moveInList(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-list] a.hit')]
  if (links.length === 0) return
  const row = document.activeElement?.closest('tr, li')
  const at = row ? links.findIndex((link) => row.contains(link)) : -1
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step
  links[Math.min(links.length - 1, Math.max(0, next))]?.focus()
}

function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('[data-search]')
  if (!search) return
  event.preventDefault()
  search.focus()
  search.select()
}
