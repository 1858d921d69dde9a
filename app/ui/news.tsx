/* Short news, one line each with a mark or an icon: what changed since the last visit, the last orders of an account. */
import type { ReactNode } from 'react'
import type { Mark, Tone } from './status'

export type NewsItem = {
  id: string
  mark?: Mark | undefined
  tone?: Tone | undefined
  icon?: ReactNode
  text: ReactNode
  meta?: ReactNode
}
export function News({ items }: { items: readonly NewsItem[] }) {
  return (
    <ul className="news">
      {items.map((item) => (
        <li key={item.id}>
          <span
            className={`news-mark${item.icon ? '' : ` m-${item.mark ?? 'dot'} tone-${item.tone ?? 'plain'}`}`}
            aria-hidden="true"
          >
            {item.icon}
          </span>
          <span>
            {item.text}
            {item.meta ? <small>{item.meta}</small> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** People: avatar, name, what they do, how to reach them. */
export type Contact = {
  name: string
  role?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  avatar: ReactNode
}
export function Contacts({ contacts }: { contacts: readonly Contact[] }) {
  return (
    <ul className="contacts">
      {contacts.map((contact) => (
        <li key={contact.name + contact.role}>
          {contact.avatar}
          <span>
            <b>{contact.name}</b>
            {contact.role ? <small>{contact.role}</small> : null}
            {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null}
            {contact.phone ? <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{contact.phone}</a> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}
