/* A thin line at the top while a page is on its way; CSS shows it only after 300 ms. */
import { useNavigation } from '@remix-run/react'

export function Progress() {
  const busy = useNavigation().state !== 'idle'
  return busy ? <div className="progress" aria-hidden="true" /> : null
}
