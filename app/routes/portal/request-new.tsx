import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { accepted } from '~/features/files/file'
import { claimableOf } from '~/features/requests/claim.server'
import { NewRequestForm } from '~/features/requests/new-request-form'
import { accountsToChoose } from '~/features/requests/request-subject.server'
import { raiseRequest } from '~/features/requests/requests.commands.server'
import { newForm } from '~/features/requests/requests.forms.server'
import { raisingRequests } from '~/features/requests/requests.reach'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['requests', 'files'], title: (t) => t('requests:new.title' as never) }

/** The line that a link on it names. */
const lineOf = (url: URL): number | null => {
  const named = url.searchParams.get('line') ?? ''
  return /^\d{1,6}$/.test(named) ? Number(named) : null
}

export const loader = member.load(raisingRequests, async ({ scope, url }) => {
  const named = (name: string) => url.searchParams.get(name) ?? ''
  const shipment = named('shipment')
  const { order, orders, lines } = await claimableOf(scope, { order: named('order'), shipment, line: lineOf(url) })
  return {
    host: env.HOST_NAME,
    formKey: randomUUID(),
    about: { order, shipment, orders },
    account: url.searchParams.get('account'),
    kind: url.searchParams.get('kind') ?? 'question',
    accounts: await accountsToChoose(scope),
    lines,
    accept: accepted,
  }
})

export const action = member.act(raisingRequests, newForm, async ({ scope, form }) => {
  const done = await raiseRequest(scope, form)
  return isRefusal(done) ? done : goTo(`/portal/requests/${encodeURIComponent(done.number)}?done=raised`)
})

export default function NewRequest() {
  return <NewRequestForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
