import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { RatingBeside } from '~/features/ratings/rating-view'
import { ratingOf } from '~/features/ratings/ratings.queries.server'
import { AccountBeside } from '~/features/requests/account-beside'
import { Claim } from '~/features/requests/claim'
import { Conversation } from '~/features/requests/conversation'
import { actAtDesk } from '~/features/requests/desk.commands.server'
import { aroundRequest } from '~/features/requests/desk.queries.server'
import { DeskAnswer, DeskMoves, DeskProblems, Tags } from '~/features/requests/desk-actions'
import { useLiveRequest } from '~/features/requests/live'
import { lookersOf } from '~/features/requests/looks.server'
import { getRequest } from '~/features/requests/request.queries.server'
import { RequestClock } from '~/features/requests/request-clock'
import { RequestView } from '~/features/requests/request-view'
import { deskForm } from '~/features/requests/requests.forms.server'
import { readingRequests, workingRequests } from '~/features/requests/requests.reach'
import type { PageHandle } from '~/page-context'
import { NewsBar } from '~/ui/news-bar'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ request: { number: string } }> = {
  i18n: ['requests', 'ratings'],
  title: (t, { request }) => t('requests:requestNumber', { number: request.number }),
}

export const loader = staff.load(readingRequests, async ({ scope, params, url }) => {
  const { id, owner, request } = await getRequest(scope, params.number ?? '')
  const reply = url.searchParams.get('reply')
  const [around, rating, looking] = await Promise.all([
    aroundRequest(scope, { id, owner, request }, reply),
    ratingOf(scope, id),
    lookersOf(scope, id),
  ])
  const mayWork = scope.may('requests.work') !== 'nowhere'
  const done = url.searchParams.get('done')
  return { request, ...around, rating, looking, mayWork, host: env.HOST_NAME, formKey: randomUUID(), done }
})

export const action = staff.act(workingRequests, deskForm, async ({ scope, params, form }) => {
  const number = params.number ?? ''
  const done = await actAtDesk(scope, number, form)
  return isRefusal(done) ? done : goTo(`/staff/requests/${encodeURIComponent(number)}?done=${done.done}`)
})
/** Also after a refusal: whoever was second sees what is there now, and sends from there. */
export const shouldRevalidate = () => true

export default function Request() {
  const { request, rating, looking, notes, tags, changes, beside, desk, mayWork, host, formKey, done, ...answers } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const live = useLiveRequest(request, notes.length)
  return (
    <RequestView
      audience="staff"
      request={request}
      host={host}
      done={answer ? null : done}
      looking={live.looking ?? looking}
      side={
        <>
          {mayWork ? <DeskMoves request={request} {...desk} formKey={formKey} /> : null}
          <Tags tags={tags} mayWork={mayWork} formKey={formKey} />
          <RatingBeside rating={rating} />
          <RequestClock clock={request.clock} yours={false} />
          <AccountBeside beside={beside} account={request.account.code} />
        </>
      }
    >
      {mayWork ? <DeskProblems answer={answer} changes={changes} /> : null}
      <Claim claim={request.claim} />
      <Conversation request={request} notes={notes} changes={changes} host={host} yours={false} />
      <NewsBar text={live.news} />
      {mayWork ? <DeskAnswer request={request} formKey={formKey} answer={answer} done={done} {...answers} /> : null}
    </RequestView>
  )
}
