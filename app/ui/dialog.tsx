/* A dialog asks before something is done. It is <dialog>; a link with `data-opens` shows it as a modal. Without JavaScript that link
   loads the page with ?dialog=ID, and the page passes `open`, which shows the dialog in place. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ButtonLinkProps } from './button'
import { ButtonLink } from './button'

export type DialogProps = {
  id: string
  /** A question, or what will happen. */
  title: string
  /** The page was loaded with this dialog open. */
  open?: boolean | undefined
  /** Where "close" leads without JavaScript: the page itself. */
  closeHref: string
  /** Buttons; the closing one is added. Submit buttons name their form by `form`, or put `actions` inside the form. */
  actions?: ReactNode
  children?: ReactNode
  wide?: boolean | undefined
}
export function Dialog({ id, title, open, closeHref, actions, children, wide }: DialogProps) {
  const { t } = useTranslation('ui')
  return (
    <dialog
      id={id}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={`${id}-title`}
      open={open}
      suppressHydrationWarning
    >
      <header className="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <a className="btn btn-ghost btn-small btn-icon" href={closeHref} data-closes="" aria-label={t('close')}>
          <X className="icon" aria-hidden="true" />
        </a>
      </header>
      <div className="dialog-body">{children}</div>
      {actions ? <footer className="dialog-foot">{actions}</footer> : null}
    </dialog>
  )
}

/** Opens the dialog `dialog`; its `href` is the page with ?dialog=… for those without JavaScript. */
export function DialogLink({ dialog, ...rest }: ButtonLinkProps & { dialog: string }) {
  return <ButtonLink {...rest} data-opens={dialog} aria-haspopup="dialog" />
}

/** Closes the dialog around it. */
export function DialogClose({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="btn btn-ghost" href={href} data-closes="">
      {children}
    </a>
  )
}
