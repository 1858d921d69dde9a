import type { Scope } from '~/access/scope.server'
import type { Language } from '~/languages/settings'
import { fillIn } from './canned'

type Answers = Scope<'staff', 'requests.read'>
type About = { number: string; requester: string | null; order: string | null }

/** Prepared answers by their titles in the reader's own language. */
export async function cannedReplies(scope: Answers) {
  const rows = await scope.rows
    .selectFrom('canned_replies')
    .select(['code', 'title', 'local_title'])
    .orderBy('title')
    .limit(100)
    .execute()
  const chinese = scope.who.language === 'zh-CN'
  return rows.map((row) => ({ code: row.code, title: chinese ? row.local_title : row.title }))
}

/** One of them, filled for a request in the language of whoever asked; null where there is none with this code. */
export async function cannedReply(scope: Answers, code: string | null, about: About, host: string): Promise<string | null> {
  if (!code) return null
  const [reply, asker] = await Promise.all([
    scope.rows.selectFrom('canned_replies').select(['body', 'local_body']).where('code', '=', code).executeTakeFirst(),
    scope.rows
      .selectFrom('requests as r')
      .innerJoin('persons as p', 'p.id', 'r.requester_id')
      .select('p.language')
      .where('r.number', '=', about.number)
      .executeTakeFirst(),
  ])
  if (!reply) return null
  const language = (asker?.language ?? 'en') as Language
  return fillIn(language === 'zh-CN' ? reply.local_body : reply.body, {
    name: about.requester ?? '',
    number: about.number,
    order: about.order ?? '',
    agent: scope.who.name,
    host,
  })
}
