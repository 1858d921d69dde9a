import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { anyone } from '~/access/guards.server'
import { networkOf, spend } from '~/access/limits.server'
import { actByLink } from '~/access/mail-links.server'
import { env } from '~/env.server'
import { RateForm, RateOver } from '~/features/ratings/rate-form'
import { rate } from '~/features/ratings/ratings.commands.server'
import { rateForm } from '~/features/ratings/ratings.forms.server'
import { lookAtRatingLink } from '~/features/ratings/ratings.queries.server'
import type { PageHandle } from '~/page-context'
import { tooMany } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['ratings', 'signin'], title: (t) => t('ratings:rate.title' as never) }

/** Only shows what is to be rated: scanners of mail follow links. */
export const loader = anyone.load(async ({ params, context }) => {
  const { state, open } = await lookAtRatingLink(params.token ?? '')
  return data({ host: env.HOST_NAME, theme: context.preferences.theme, state, open: open ?? null }, open ? 200 : 410)
})

export const action = anyone.act(rateForm, async ({ params, form, context }) => {
  const wait = await spend(['link.address', networkOf(context.ip)])
  if (wait > 0) return tooMany('signin:slow', wait)
  return await actByLink({ token: params.token ?? '', purpose: 'rating' }, context, (scope, link) => rate(scope, link, form))
})

export default function Rate() {
  const { host, theme, state, open } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = answer && 'done' in answer && answer.done
  if (done) return <RateOver host={host} theme={theme} state="done" />
  if (!open) return <RateOver host={host} theme={theme} state={state === 'open' ? 'unknown' : state} />
  return <RateForm host={host} theme={theme} {...open} answer={answer} />
}
