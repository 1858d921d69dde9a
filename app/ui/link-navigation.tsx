/* Rows and navigation are plain <a>, which cost the server a fraction of a router link. One listener turns a plain left click on a
   link of this site into a client-side navigation, and everything else stays the browser's. */
import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

type Click = Pick<MouseEvent, 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'defaultPrevented'>
type Link = Pick<HTMLAnchorElement, 'href' | 'target' | 'origin' | 'pathname' | 'search' | 'hash'> & {
  hasAttribute: (name: string) => boolean
}
export type Here = { origin: string; pathname: string; search: string }

/** Paths that are not pages of the app: files, machines, hooks. */
const notPages = /^\/(files|api|hooks|assets|healthz|readyz|metrics)(\/|$)|\.(csv|json|pdf|zip|xml)$/

/** The path to navigate to, or null when the browser should handle the click itself. */
export function navigationFor(click: Click, link: Link, here: Here): string | null {
  if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey)
    return null
  if (link.origin !== here.origin || (link.target !== '' && link.target !== '_self')) return null
  if (link.hasAttribute('download') || link.hasAttribute('data-reload') || notPages.test(link.pathname)) return null
  const samePage = link.pathname === here.pathname && link.search === here.search
  if (samePage && link.hash !== '') return null
  return link.pathname + link.search + link.hash
}

/** Call once, in the root. */
export function useLinkNavigation(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement)) return
      const to = navigationFor(event, link, window.location)
      if (to === null) return
      event.preventDefault()
      navigate(to, { preventScrollReset: link.hasAttribute('data-stay') })
    }
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target
      if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.hasAttribute('data-get')) return
      event.preventDefault()
      navigate(`${form.getAttribute('action') ?? ''}?${filled(new FormData(form, event.submitter))}`, {
        preventScrollReset: true,
      })
    }
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('submit', onSubmit)
    }
  }, [navigate])
}

/** A GET form's fields as a query, without the empty ones. */
export function filled(form: FormData): string {
  const query = new URLSearchParams()
  for (const [name, value] of form) if (typeof value === 'string' && value.trim() !== '') query.append(name, value)
  return query.toString()
}
