import { useEffect, useState } from 'react'

/** What the server says at this address while the page is open; null until it has, and for ever without JavaScript. With `present` others see who looks. */
export function useLive<T>(address: string, present = false): T | null {
  const [last, setLast] = useState<{ address: string; heard: T } | null>(null)
  useEffect(() => {
    let gone = false
    let stop: (() => void) | undefined
    void import('./live-connection').then(({ connect }) => {
      if (!gone) stop = connect<T>(address, (heard) => setLast({ address, heard }), present)
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [address, present])
  return last?.address === address ? last.heard : null
}
