import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { changeRole, removeSeat } from '~/features/people/people.commands.server'
import { seatForm } from '~/features/people/people.forms.server'
import { getSeat } from '~/features/people/people.queries.server'
import { SeatForms } from '~/features/people/seat-forms'
import type { PageHandle } from '~/page-context'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ seat: { name: string; accountName: string } }> = {
  i18n: ['people'],
  title: (t, { seat }) => t('people:seat.title' as never, { name: seat.name, account: seat.accountName } as never),
}

/** `?account=CODE` says in which account. */
export const loader = staff.load(['people.read', 'people.manage'], async ({ scope, params, url }) => ({
  seat: await getSeat(scope, params.person ?? '', url.searchParams.get('account') ?? ''),
  formKey: randomUUID(),
}))

export const action = staff.act('people.manage', seatForm, async ({ scope, params, form }) => {
  const handle = params.person ?? ''
  const done = form.do === 'change' ? await changeRole(scope, handle, form) : await removeSeat(scope, handle, form.account)
  return isRefusal(done) ? done : goTo(`/staff/people/${handle}?done=${done.done}`)
})

export default function PersonRole() {
  const { seat, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('people')
  const path = `/staff/people/${seat.handle}`
  const crumbs = [{ href: '/staff/people', label: t('title') }, { href: path, label: seat.name }, { label: seat.accountName }]
  return (
    <>
      <PageHead
        above={<Breadcrumb crumbs={crumbs} />}
        title={t('seat.title', { name: seat.name, account: seat.accountName })}
        lead={t('seat.lead')}
      />
      <SeatForms seat={seat} path={path} formKey={formKey} answer={answer} />
    </>
  )
}
