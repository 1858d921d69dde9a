/* Who is reading: language, time zone and the server's "now". Every date and number asks here, never the browser,
   so that server and client write the same text. */
import type { ReactNode } from 'react'
import { createContext, useContext } from 'react'

export type Reader = { locale: string; timeZone: string; now: Date }

const ReaderContext = createContext<Reader>({ locale: 'en', timeZone: 'UTC', now: new Date(0) })

export const useReader = (): Reader => useContext(ReaderContext)

export function ReaderProvider({ value, children }: { value: Reader; children: ReactNode }) {
  return <ReaderContext.Provider value={value}>{children}</ReaderContext.Provider>
}
