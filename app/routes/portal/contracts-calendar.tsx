import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { makeFeed, ownFeed, revokeFeed } from '~/access/calendar-feeds.server'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { CalendarPage } from '~/features/contracts/calendar-page'
import type { PageHandle } from '~/page-context'
import { goTo } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['contracts'], title: (t) => t('contracts:feed.title' as never) }

export const loader = member.load('contracts.read', async ({ scope, url }) => {
  const feed = await ownFeed(scope)
  return {
    address: feed && `${env.PUBLIC_URL}/calendar/${feed.token}/contracts.ics`,
    madeAt: feed?.madeAt ?? null,
    formKeys: [randomUUID(), randomUUID()] as const,
    done: url.searchParams.get('done'),
  }
})

const feedForm = z.object({ do: z.enum(['make', 'revoke']) })

export const action = member.act('contracts.read', feedForm, async ({ scope, form }) => {
  if (form.do === 'make') await makeFeed(scope)
  else await revokeFeed(scope)
  await scope.audit({ action: `calendar.${form.do}`, subject: { type: 'person', id: scope.who.personId }, accountId: null })
  return goTo(`/portal/contracts/calendar?done=${form.do === 'make' ? 'made' : 'revoked'}`)
})

export default function ContractsCalendar() {
  return <CalendarPage {...useLoaderData<typeof loader>()} />
}
