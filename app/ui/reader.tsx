/* Who is reading: language, time zone and the server's "now". Every date and number asks here, never the browser,
   so that server and client write the same text. */
import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useState } from 'react'

export type Reader = { locale: string; timeZone: string; now: Date }

const ReaderContext = createContext<Reader>({ locale: 'en', timeZone: 'UTC', now: new Date(0) })

export const useReader = (): Reader => useContext(ReaderContext)

/** `value` comes from the server once; in a tab that stays open, `now` moves on with every navigation. */
export function ReaderProvider({ value, children }: { value: Reader; children: ReactNode }) {
  const { key } = useLocation()
  const [opened, setOpened] = useState<number | null>(null)
  const [reader, setReader] = useState(value)
  useEffect(() => setOpened(Date.now()), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every navigation (key) asks for the time again
  useEffect(() => {
    if (opened !== null) setReader({ ...value, now: new Date(value.now.getTime() + Date.now() - opened) })
  }, [value, key])
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>
}
