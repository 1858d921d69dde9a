const local = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
const domain = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/

/** A host name in the form of the network: 'Bücher.example' as 'xn--bcher-kva.example'. */
function asciiHost(host: string): string {
  if (/[/?#@:[\]\\%\s]/.test(host)) return ''
  return URL.parse(`http://${host}`)?.hostname ?? ''
}

/**
 * A mail address in the one form in which it is stored and compared: without blanks around it, in small letters, its domain as
 * the network writes it. Null for what is no address that mail can be sent to; letters before the @ are ASCII only, so that two
 * addresses that look the same cannot be two people.
 */
export function normalEmail(text: string): string | null {
  const plain = text.trim()
  const at = plain.lastIndexOf('@')
  if (at < 1 || plain.length > 254) return null
  const name = plain.slice(0, at)
  const host = asciiHost(plain.slice(at + 1))
  // Before lower-casing: the sign for Kelvin would become a plain k.
  if (!/^[\x21-\x7e]+$/.test(name)) return null
  const address = `${name.toLowerCase()}@${host}`
  return local.test(name.toLowerCase()) && domain.test(host) && address.length <= 254 ? address : null
}
