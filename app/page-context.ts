import { createContext, useContext } from 'react'
import type { Theme } from './ui/preferences'

/** What a page knows even when every loader failed. The server takes it from the request, the browser from `<html>`. */
export type PageContext = {
  /** Of the Content-Security-Policy; empty in the browser, which hides nonces from scripts. */
  nonce: string
  requestId: string
  theme: Theme
}

const Context = createContext<PageContext>({ nonce: '', requestId: '', theme: 'system' })

export const PageContextProvider = Context.Provider
export const usePageContext = (): PageContext => useContext(Context)

/** The texts of these namespaces are sent with the page, and the title is made from them: `(t, data) => t('orders:title')`. */
export type PageHandle<Data = never> = {
  i18n?: readonly string[]
  title?: (t: (key: string, values?: Record<string, unknown>) => string, data: Data) => string
}
