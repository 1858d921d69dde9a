/* Buttons. At most one primary button per view; a button says what happens. */
import { useNavigation } from '@remix-run/react'
import { Printer } from 'lucide-react'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names'

type Look = {
  tone?: 'primary' | 'danger' | 'ghost' | undefined
  size?: 'small' | 'large' | undefined
  wide?: boolean | undefined
  /** The button holds an icon only: give it an aria-label. */
  iconOnly?: boolean | undefined
  icon?: ReactNode
}
export type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean | undefined }
export type ButtonLinkProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }

const look = ({ tone, size, wide, iconOnly }: Look, more?: string) =>
  cx('btn', tone && `btn-${tone}`, size && `btn-${size}`, wide && 'btn-wide', iconOnly && 'btn-icon', more)

export function Button({ tone, size, wide, iconOnly, icon, busy, className, children, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={look({ tone, size, wide, iconOnly }, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

/** Submits its form, and is busy while that form is on its way. The main button of its form unless a tone is given, or `undefined`. */
export function SubmitButton({ busy, ...rest }: ButtonProps) {
  const navigation = useNavigation()
  const tone = 'tone' in rest ? rest.tone : 'primary'
  const { name, value } = rest
  const chosen = name === undefined || String(navigation.formData?.get(name) ?? '') === String(value ?? '')
  const sending = navigation.state !== 'idle' && navigation.formMethod === 'POST' && chosen
  return <Button type="submit" busy={busy ?? sending} {...rest} tone={tone} />
}

/** Prints the page as it stands (print.css). Hidden where there is no script to do it. */
export function PrintButton(props: Omit<ButtonProps, 'children'>) {
  const { t } = useTranslation('ui')
  return (
    <Button icon={<Printer className="icon" aria-hidden="true" />} data-print="" {...props}>
      {t('print')}
    </Button>
  )
}

/** A link that looks like a button. */
export function ButtonLink({ tone, size, wide, iconOnly, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a className={look({ tone, size, wide, iconOnly }, className)} {...rest}>
      {icon}
      {children}
    </a>
  )
}
