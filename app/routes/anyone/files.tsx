import type { LoaderFunctionArgs } from '@remix-run/node'
import { anyone, member, staff, supplier } from '~/access/guards.server'
import type { Scope } from '~/access/scope.server'
import { disposition } from '~/features/files/file'
import { openFile } from '~/features/files/files.queries.server'

type Reads = Scope<'portal' | 'supplier' | 'staff', never>
type Asked = { params: Record<string, string>; context: LoaderFunctionArgs['context'] }

/** Always as a download, never as a page of ours: whatever a file holds, it runs nothing here. */
async function serve(scope: Reads, { params, context }: Asked): Promise<Response> {
  const file = await openFile(scope, params.key ?? '')
  context.setHeader('content-security-policy', "default-src 'none'; sandbox")
  context.setHeader('cache-control', 'private, no-store')
  return new Response(file.content, {
    headers: {
      'content-type': file.mediaType,
      'content-length': file.size,
      'content-disposition': disposition(file.name),
    },
  })
}

const toMember = member.load('shipments.read', ({ scope, params, context }) => serve(scope, { params, context }))
const toSupplier = supplier.load('catalog.read', ({ scope, params, context }) => serve(scope, { params, context }))
const toStaff = staff.load('shipments.read', ({ scope, params, context }) => serve(scope, { params, context }))

const isMissing = (answer: unknown): boolean => (answer as { init?: { status?: number } | null }).init?.status === 404

/** A member may also be one who sells: what the one does not see, the other may. */
async function toEither(args: LoaderFunctionArgs): Promise<Response> {
  try {
    return await toMember(args)
  } catch (answer) {
    if (isMissing(answer)) return await toSupplier(args)
    throw answer
  }
}

/** A file belongs to a record, and is there for whoever sees that. */
export const loader = anyone.load(({ visitor, request, params, context }) =>
  (visitor?.staffRole ? toStaff : toEither)({ request, params, context }),
)
