import type { SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { Onward, Refusal } from '~/values/outcome'
import { Conflict, isOnward, isRefusal, NotFound, notFound, reasonOf, tooMany } from '~/values/outcome'
import type { AbilityOf, Audience } from './abilities'
import type { Counted } from './limits.server'
import { spend } from './limits.server'
import type { Who } from './reach'
import { Scope } from './scope.server'
import { whoIs } from './session.server'
import { bodyHash, claim, formKeyOf, settle } from './submissions.server'

/**
 * The only way into a route. Each loader and action is a guard call: session, audience, abilities, form; then the scope; then
 * the route's own few lines; then the outcome as HTTP. Nothing behind a guard knows HTTP, and nothing before it knows a person.
 */

type Args = LoaderFunctionArgs | ActionFunctionArgs
type PerRequest = { visitor?: Promise<Who | null> }
type Asked = { params: Record<string, string>; url: URL; request: Request; context: AppLoadContext }
type Loaded<A extends Audience, Ab extends AbilityOf<A>> = Asked & { scope: Scope<A, Ab> }
type Acted<A extends Audience, Ab extends AbilityOf<A>, F> = Loaded<A, Ab> & { form: F }
type Problems = { problems: SubmissionResult<string[]> }
type Done<R> = Exclude<Awaited<R>, Refusal | Onward>

/** Who is asking. The context is one object per HTTP request while every loader gets its own request: it is looked up once. */
export function visitorOf(request: Request, context: AppLoadContext): Promise<Who | null> {
  const kept = context as PerRequest
  kept.visitor ??= whoIs(request.headers.get('cookie') ?? '').then((who) => {
    if (who) context.language = who.language as AppLoadContext['language']
    return who
  })
  return kept.visitor
}

const asked = ({ params, request, context }: Args): Asked => ({
  params: params as Record<string, string>,
  url: new URL(request.url),
  request,
  context,
})

/** A page sends one to the sign-in and back; data and machines are told 401. */
function signInFirst({ request }: Args): never {
  if (!request.headers.get('accept')?.includes('text/html')) throw data({ problem: 'sign-in' }, 401)
  const { pathname, search } = new URL(request.url)
  const back = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
  throw redirect(`/sign-in${back}`)
}

async function prove<A extends Audience, Ab extends AbilityOf<A>>(
  audience: A,
  may: readonly Ab[],
  args: Args,
  elsewhere?: string,
): Promise<Scope<A, Ab>> {
  const who = await visitorOf(args.request, args.context)
  if (!who) return signInFirst(args)
  const origin = { ip: args.context.ip, requestId: args.context.requestId }
  const proven = Scope.prove(audience, may, who, { origin })
  if (proven) return proven
  if (elsewhere && Scope.prove(audience, [], who)) throw redirect(elsewhere)
  return notFound()
}

/** What was thrown, as an answer. Everything else is a bug and goes on to the page that shows its id. */
async function translated<R>(run: () => Promise<R>): Promise<R> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof NotFound) throw data({ problem: 'not-found' }, 404)
    throw error
  }
}

/** What an action's page gets back: what is wrong, field by field, or what was done. */
type Answer<R> = Problems & { done?: Done<R> }

function answerTo<R>(outcome: R, reply: (problems?: Record<string, string[]>) => Problems) {
  if (isRefusal(outcome)) {
    const { retryAfter } = outcome
    const init = retryAfter === undefined ? { status: 422 } : { status: 429, headers: { 'retry-after': String(retryAfter) } }
    return data<Answer<R>>(reply({ [outcome.field]: [reasonOf(outcome)] }), init)
  }
  if (isOnward(outcome)) throw redirect(outcome.onward, 303)
  return data<Answer<R>>({ ...reply(), done: outcome as Done<R> }, 200)
}

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('refused')
    this.refusal = refusal
  }
}

/**
 * Runs a command and the record that it was asked for in one transaction. A refusal undoes both, so that the corrected form may
 * come with the same key.
 */
async function once<A extends Audience, Ab extends AbilityOf<A>, R>(
  scope: Scope<A, Ab>,
  submission: { formKey: string; hash: string } | null,
  run: (scope: Scope<A, Ab>) => Promise<R>,
): Promise<R | Refusal> {
  const claimed = submission && { ...submission, personId: scope.who.personId, now: scope.now }
  const claiming = async (inner: Scope<A, Ab>, handle: Parameters<typeof claim>[0]) => {
    const earlier = claimed ? await claim(handle, claimed) : 'new'
    if (earlier === 'different') throw new Refused({ refused: true, field: '', reason: 'shell:form.sentDifferently' })
    if (earlier !== 'new') return earlier.answer as R
    const outcome = await run(inner)
    if (isRefusal(outcome)) throw new Refused(outcome)
    if (claimed) await settle(handle, claimed, outcome)
    return outcome
  }
  try {
    // Whoever carries a key may ask again though nobody knows whether it was done.
    return await scope.transactionWith(claiming, { once: claimed !== null })
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    if (error instanceof Conflict)
      return { refused: true, field: '', reason: 'shell:form.changedMeanwhile', values: error.changes }
    throw error
  }
}

async function parsed<S extends z.ZodType>(request: Request, schema: S) {
  const form = await request.formData()
  const submission = parseWithZod(form, { schema: schema as z.ZodType<Record<string, unknown>> })
  const path = new URL(request.url).pathname
  const formKey = formKeyOf(form)
  return { submission, sent: formKey ? { formKey, hash: bodyHash(path, form) } : null }
}
type Parsed = Awaited<ReturnType<typeof parsed>>['submission']

/** What was typed comes back to be corrected; secrets do not. */
const hideFields = ['password', 'current_password']

const replyOf = (submission: Parsed) => (fieldErrors?: Record<string, string[]>) =>
  ({
    problems: submission.reply(fieldErrors ? { fieldErrors, hideFields } : { resetForm: true }),
  }) as Problems

function guard<A extends Audience>(audience: A) {
  return {
    load<const Ab extends AbilityOf<A>, R>(
      may: Ab | readonly Ab[],
      run: (given: Loaded<A, Ab>) => R | Promise<R>,
      /** Where those go who belong to this audience without these abilities, instead of finding nothing. */
      more: { elsewhere?: string } = {},
    ) {
      return (args: LoaderFunctionArgs): Promise<R> =>
        translated(async () => {
          const scope = await prove(audience, [may].flat() as Ab[], args, more.elsewhere)
          return await run({ scope, ...asked(args) })
        })
    },
    act<const Ab extends AbilityOf<A>, S extends z.ZodType, R>(
      may: Ab | readonly Ab[],
      schema: S,
      run: (given: Acted<A, Ab, z.output<S>>) => Promise<R>,
      more: { limits?: (given: Acted<A, Ab, z.output<S>>) => readonly Counted[] } = {},
    ) {
      return (args: ActionFunctionArgs) =>
        translated(async () => {
          const scope = await prove(audience, [may].flat() as Ab[], args)
          const { submission, sent } = await parsed(args.request, schema)
          if (submission.status !== 'success') return data<Answer<R>>({ problems: submission.reply({ hideFields }) }, 422)
          const form = submission.value as z.output<S>
          // Before the transaction, whose connection must not wait for another one.
          const wait = more.limits ? await spend(...more.limits({ scope, form, ...asked(args) })) : 0
          if (wait > 0) return answerTo<R | Refusal>(tooMany('shell:form.slow', wait), replyOf(submission))
          const outcome = await once(scope, sent, (inner) => run({ scope: inner, form, ...asked(args) }))
          return answerTo(outcome, replyOf(submission))
        })
    },
  }
}

/** Members of accounts, in `/portal`. */
export const member = guard('portal')
export const distributor = guard('distributor')
export const supplier = guard('supplier')
export const staff = guard('staff')
/** Anyone signed in, about themselves, in `/me`. */
export const person = guard('me')

type Visited = Asked & { visitor: Who | null }

/** Pages for everyone. The visitor is given where one is signed in; no scope, since nothing here belongs to an account. */
export const anyone = {
  load<R>(run: (given: Visited) => R | Promise<R>) {
    return (args: LoaderFunctionArgs): Promise<R> =>
      translated(async () => await run({ visitor: await visitorOf(args.request, args.context), ...asked(args) }))
  },
  act<S extends z.ZodType, R>(schema: S, run: (given: Visited & { form: z.output<S> }) => Promise<R>) {
    return (args: ActionFunctionArgs) =>
      translated(async () => {
        const { submission } = await parsed(args.request, schema)
        if (submission.status !== 'success') return data<Answer<R>>({ problems: submission.reply({ hideFields }) }, 422)
        const visitor = await visitorOf(args.request, args.context)
        const outcome = await run({ visitor, form: submission.value as z.output<S>, ...asked(args) })
        return answerTo(outcome, replyOf(submission))
      })
  },
}
