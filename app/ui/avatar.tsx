/* Initials of a person (round) or a company (square). Decoration beside a name, so hidden from readers unless it stands alone. */
import { cx } from './class-names'

/** "IK" for "Ines Koster", "王" for "王小明". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0] ?? ''
  if (/\p{Script=Han}/u.test(first)) return [...first].slice(0, 1).join('')
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return ([...first].slice(0, last ? 1 : 2).join('') + [...last].slice(0, 1).join('')).toLocaleUpperCase('en')
}

export type AvatarProps = {
  name: string
  kind?: 'person' | 'company' | 'host' | 'system' | 'nobody' | undefined
  size?: 'large' | undefined
  /** Standing alone: the name is read out. */
  alone?: boolean | undefined
}
export function Avatar({ name, kind = 'person', size, alone }: AvatarProps) {
  const className = cx('avatar', kind !== 'person' && `avatar-${kind}`, size && `avatar-${size}`)
  const text = kind === 'nobody' ? '' : initialsOf(name)
  return alone ? (
    <span className={className} role="img" aria-label={name} title={name}>
      {text}
    </span>
  ) : (
    // Drawn, not written: beside the name they are no part of what is read, copied or spoken to.
    <span className={className} aria-hidden="true" data-initials={text} />
  )
}
