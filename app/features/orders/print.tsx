import { useLocation } from '@remix-run/react'
import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, PrintButton } from '~/ui/button'
import { hrefWith } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { sayInstant } from '~/ui/when-text'

/** `?print` shows a page as it is to be on paper: without what is only for the screen. */
export const isPrint = (search: string): boolean => new URLSearchParams(search).has('print')

/** Leads to the page for paper. */
export function PrintLink({ iconOnly }: { iconOnly?: boolean }) {
  const { t } = useTranslation('orders')
  const { pathname, search } = useLocation()
  const label = t('record.print')
  return (
    <ButtonLink
      href={hrefWith(pathname, search, { print: '1' })}
      icon={<Printer className="icon" aria-hidden="true" />}
      iconOnly={iconOnly}
      {...(iconOnly && { 'aria-label': label, title: label })}
    >
      {iconOnly ? null : label}
    </ButtonLink>
  )
}

/** On the page for paper: the way to the printer, and the way back. Neither is printed. */
export function PrintActions() {
  const { t } = useTranslation('orders')
  const { pathname, search } = useLocation()
  return (
    <>
      <ButtonLink tone="ghost" href={hrefWith(pathname, search, { print: null })}>
        {t('record.screen')}
      </ButtonLink>
      <PrintButton />
    </>
  )
}

/** When the paper was true. */
export function Printed() {
  const { t } = useTranslation('orders')
  const { locale, now, timeZone } = useReader()
  return <p className="quiet">{t('record.printed', { when: sayInstant(locale, now, now, timeZone, 'always') })}</p>
}
