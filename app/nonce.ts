import { createContext, useContext } from 'react'

/** The request's Content-Security-Policy nonce while the server renders; empty in the browser, which hides nonces from scripts. */
export const NonceContext = createContext('')
export const useNonce = (): string => useContext(NonceContext)
