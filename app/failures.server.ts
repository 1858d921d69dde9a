import { STATUS_CODES } from 'node:http'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { data } from '@remix-run/node'
import { isRouteErrorResponse } from '@remix-run/react'
import { isUnreachable } from './database/connection.server'
import { env } from './env.server'
import { FileTooLarge, StorageFull } from './integrations/files/store'

/** What an error page knows: the kind, and the id under which the log has the rest. */
export type Failure = { problem: 'broken' | 'unavailable' | 'full' | 'too-large'; id: string; details?: string }

type Args = LoaderFunctionArgs | ActionFunctionArgs
type Handler = (args: never) => unknown

/** Answers that a guard or a route threw on purpose. */
const isAnswer = (thrown: unknown): boolean => thrown instanceof Response || isRouteErrorResponse(thrown) || isThrown(thrown)

/** Logs what nobody expected, once; a database that is away is no bug, and one line for it is enough. */
export function logFailure(error: unknown, { log }: AppLoadContext, request: Request): void {
  const where = { method: request.method, path: new URL(request.url).pathname }
  if (isUnreachable(error)) log.warn({ ...where, why: (error as Error).message }, 'database unreachable')
  else log.error({ ...where, err: error }, 'request failed')
}

function kindOf(error: unknown): { problem: Failure['problem']; status: number } {
  if (isUnreachable(error)) return { problem: 'unavailable', status: 503 }
  if (error instanceof StorageFull) return { problem: 'full', status: 507 }
  if (error instanceof FileTooLarge) return { problem: 'too-large', status: 413 }
  return { problem: 'broken', status: 500 }
}

function failureOf(error: unknown, { request, context }: Args) {
  logFailure(error, context, request)
  const { problem, status } = kindOf(error)
  const failure: Failure = { problem, id: context.requestId }
  if (env.NODE_ENV === 'development' && error instanceof Error && error.stack) failure.details = error.stack
  return data(failure, { status, ...(status === 503 && { headers: { 'retry-after': '5' } }) })
}

type Thrown = { data: unknown; init: ResponseInit | null }
const isThrown = (value: unknown): value is Thrown => (value as { type?: unknown } | null)?.type === 'DataWithResponseInit'

/** What a page would show, for a program: https://www.rfc-editor.org/rfc/rfc9457 */
export function problemResponse({ data: about, init }: Thrown, id: string): Response {
  const status = init?.status ?? 500
  const headers = new Headers(init?.headers)
  headers.set('content-type', 'application/problem+json')
  const said = typeof about === 'object' && about !== null ? about : {}
  return new Response(JSON.stringify({ title: STATUS_CODES[status] ?? 'Failed', status, instance: id, ...said }), {
    status,
    headers,
  })
}

/** A route without a page answers in JSON what its guard returns or throws as data. */
const guarded = (run: Handler, hasPage: boolean) => async (args: Args) => {
  try {
    const result = await run(args as never)
    return !hasPage && isThrown(result) ? Response.json(result.data, result.init ?? {}) : result
  } catch (error) {
    const answer = isAnswer(error) ? error : failureOf(error, args)
    throw !hasPage && isThrown(answer) ? problemResponse(answer, args.context.requestId) : answer
  }
}

/**
 * The same application, in which an error that nobody expected leaves a loader or action only as its kind and an id, never as a
 * message, a stack or SQL, whether a page, single fetch or a download asked.
 */
export function shielded(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action, default: page } = route.module
    const shield = (run: Handler) => guarded(run, page !== undefined)
    const module = { ...route.module, ...(loader && { loader: shield(loader) }), ...(action && { action: shield(action) }) }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}
