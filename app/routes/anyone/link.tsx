import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { anyone } from '~/access/guards.server'
import type { Purpose } from '~/access/mail-links.server'
import { findLink } from '~/access/mail-links.server'
import { env } from '~/env.server'
import { DeadLinkGate } from '~/features/people/password-gate'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle = { i18n: ['signin'], title: (t) => t('signin:link.unknown.title' as never) }

/** The page of each purpose. */
const pageOf: Record<Purpose, string> = { invitation: 'invite', reset: 'reset', rating: 'rate' }

/** One address for links of every purpose: it leads to the page that shows what the link is for. */
export const loader = anyone.load(async ({ params, context }) => {
  const token = params.token ?? ''
  const link = await findLink(token)
  if (link) throw redirect(`/${pageOf[link.purpose]}/${token}`)
  return data({ host: env.HOST_NAME, theme: context.preferences.theme }, 410)
})

export default function Link() {
  return <DeadLinkGate {...useLoaderData<typeof loader>()} dead={{ state: 'unknown', purpose: 'invitation', by: null }} />
}
