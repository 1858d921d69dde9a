import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { RatingBeside } from '~/features/ratings/rating-view'
import { ratingOf } from '~/features/ratings/ratings.queries.server'
import { Claim } from '~/features/requests/claim'
import { Conversation } from '~/features/requests/conversation'
import { MemberActions, MemberSettings } from '~/features/requests/member-actions'
import { changesOf, getRequest } from '~/features/requests/request.queries.server'
import { RequestClock } from '~/features/requests/request-clock'
import { RequestView } from '~/features/requests/request-view'
import { actAsMember } from '~/features/requests/requests.commands.server'
import { memberForm } from '~/features/requests/requests.forms.server'
import { raisingRequests, readingRequests } from '~/features/requests/requests.reach'
import { Watchers } from '~/features/requests/watchers'
import { colleaguesOf } from '~/features/requests/watchers.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ request: { number: string } }> = {
  i18n: ['requests', 'ratings'],
  title: (t, { request }) => t('requests:requestNumber', { number: request.number }),
}

export const loader = member.load(readingRequests, async ({ scope, params, url }) => {
  const { id, owner, request } = await getRequest(scope, params.number ?? '')
  const mayAct = scope.may('requests.raise') !== 'nowhere'
  return {
    colleagues: mayAct ? await colleaguesOf(scope, { ...owner, kind: request.kind }) : [],
    request,
    changes: await changesOf(scope, id),
    rating: await ratingOf(scope, id),
    host: env.HOST_NAME,
    formKey: randomUUID(),
    done: url.searchParams.get('done'),
    mayAct,
  }
})

export const action = member.act(raisingRequests, memberForm, async ({ scope, params, form }) => {
  const number = params.number ?? ''
  const done = await actAsMember(scope, number, form)
  return isRefusal(done) ? done : goTo(`/portal/requests/${encodeURIComponent(number)}?done=${done.done}`)
})
/** Also after a refusal: whoever was second sees what is there now, and sends from there. */
export const shouldRevalidate = () => true

export default function Request() {
  const { request, rating, changes, host, formKey, done, mayAct, colleagues } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <RequestView
      audience="portal"
      request={request}
      host={host}
      done={answer ? null : done}
      side={
        <>
          <RatingBeside rating={rating} />
          <RequestClock clock={request.clock} yours />
          <Watchers watchers={request.watchers} colleagues={colleagues} formKey={formKey} answer={answer} />
          {mayAct ? <MemberSettings request={request} formKey={formKey} /> : null}
        </>
      }
    >
      <Claim claim={request.claim} />
      <Conversation request={request} changes={changes} host={host} yours />
      {mayAct ? (
        <MemberActions request={request} changes={changes} formKey={formKey} answer={answer} done={done} host={host} />
      ) : null}
    </RequestView>
  )
}
