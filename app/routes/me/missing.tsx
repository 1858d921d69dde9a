import { person } from '~/access/guards.server'
import { notFound } from '~/values/outcome'

/** Addresses that no page has: who is signed in sees so inside the frame. */
export const loader = person.load('me.read', () => notFound())

export default function Missing() {
  return null
}
