/* A menu is <details>: it opens without JavaScript. With it, a click elsewhere and Escape close it (see behaviour.ts). */
import type { ReactNode } from 'react'
import { cx } from './class-names'

export type MenuProps = {
  /** What is seen closed. */
  trigger: ReactNode
  /** The class of the trigger: btn, tool, chip … */
  triggerClass?: string | undefined
  /** Needed when the trigger shows an icon only. */
  label?: string | undefined
  /** Where the panel opens. */
  side?: 'start' | 'end' | 'up' | undefined
  /** The panel holds fields, not only items. */
  wide?: boolean | undefined
  children: ReactNode
}
export function Menu({ trigger, triggerClass = 'btn', label, side = 'start', wide, children }: MenuProps) {
  return (
    <details className={`menu menu-${side}`} name="menu">
      <summary className={triggerClass} aria-label={label} title={label}>
        {trigger}
      </summary>
      <div className={cx('menu-panel', wide && 'menu-wide')}>{children}</div>
    </details>
  )
}

type ItemLook = {
  icon?: ReactNode
  danger?: boolean | undefined
  current?: boolean | undefined
  hint?: ReactNode
  children: ReactNode
}
export function MenuLink({ href, icon, danger, current, hint, children }: ItemLook & { href: string }) {
  return (
    <a className={cx('menu-item', danger && 'menu-danger')} href={href} aria-current={current ? 'true' : undefined}>
      {icon}
      <span>{children}</span>
      {hint}
    </a>
  )
}
/** Submits the form around it, or the one named by `form`. */
export function MenuButton({
  icon,
  danger,
  hint,
  children,
  name,
  value,
  form,
  opens,
}: ItemLook & { name?: string; value?: string; form?: string; opens?: string }) {
  return (
    <button
      className={cx('menu-item', danger && 'menu-danger')}
      type={opens ? 'button' : 'submit'}
      name={name}
      value={value}
      form={form}
      data-opens={opens}
    >
      {icon}
      <span>{children}</span>
      {hint}
    </button>
  )
}
export function MenuRule() {
  return <hr className="menu-rule" />
}
export function MenuHead({ children }: { children: ReactNode }) {
  return <p className="menu-head">{children}</p>
}
