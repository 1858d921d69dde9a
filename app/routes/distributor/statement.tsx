import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { distributor } from '~/access/guards.server'
import { AnswerForm } from '~/features/programmes/answer-form'
import { useProgrammeWords } from '~/features/programmes/programme-words'
import { statementTimeline } from '~/features/programmes/programmes.timeline.server'
import { statementMoves } from '~/features/programmes/statement-states'
import { StatementView } from '~/features/programmes/statement-view'
import { answerStatement } from '~/features/programmes/statements.commands.server'
import { answerForm } from '~/features/programmes/statements.forms.server'
import { getStatement, statementLines } from '~/features/programmes/statements.queries.server'
import type { PageHandle } from '~/page-context'
import { Notice } from '~/ui/notice'
import { pageAt } from '~/ui/pager'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ statement: { number: string } }> = {
  i18n: ['programmes', 'history'],
  title: (t, { statement }) => t('programmes:statement.page', { number: statement.number }),
}

const asked = (params: Record<string, string>, url: URL) => ({
  code: params.code ?? '',
  key: params.period ?? '',
  account: url.searchParams.get('account'),
})

export const loader = distributor.load('programmes.read', async ({ scope, params, url }) => {
  const { id, statement } = await getStatement(scope, asked(params, url))
  const lines = await statementLines(scope, id, pageAt(url.searchParams))
  return {
    statement,
    lines,
    timeline: await statementTimeline(scope, id),
    search: url.search,
    done: url.searchParams.get('done'),
    formKeys: [randomUUID(), randomUUID()] as [string, string],
    mayAnswer: scope.may('statements.answer') !== 'nowhere' && statementMoves[statement.state].includes('accepted'),
  }
})

export const action = distributor.act(
  ['programmes.read', 'statements.answer', 'requests.read'],
  answerForm,
  async ({ scope, params, url, form }) => {
    const { id, statement } = await getStatement(scope, asked(params, url))
    const outcome = await answerStatement(scope, id, form)
    if (isRefusal(outcome)) return outcome
    const search = new URLSearchParams({ account: statement.account.code, done: outcome.state })
    return goTo(`/distributor/programmes/${encodeURIComponent(statement.programme.code)}/${statement.key}?${search}`)
  },
)

export default function DistributorStatement() {
  const { statement, lines, timeline, search, done, formKeys, mayAnswer } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const said = done === 'accepted' || done === 'disputed' ? done : null
  return (
    <StatementView
      statement={statement}
      lines={lines.rows}
      before={lines.before}
      after={lines.after}
      timeline={timeline}
      path={`/distributor/programmes/${encodeURIComponent(statement.programme.code)}/${statement.key}`}
      search={search}
      crumbs={[{ href: '/distributor/programmes', label: t('own.title') }, { label: statement.number }]}
      notice={
        said ? (
          <Notice tone="ok" live>
            {t(`answer.done.${said}`)}
          </Notice>
        ) : null
      }
    >
      {mayAnswer ? (
        <AnswerForm
          version={statement.version}
          formKeys={formKeys}
          amount={say.money(statement.amount, statement.rules.currency)}
          disputed={statement.state === 'disputed'}
          answer={answer}
        />
      ) : null}
    </StatementView>
  )
}
