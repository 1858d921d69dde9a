import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { TimelineView } from '~/features/history/timeline-view'
import { listAgreements } from '~/features/programmes/agreements.server'
import { closePeriod } from '~/features/programmes/closing.server'
import type { NamedProgramme } from '~/features/programmes/programme-name'
import { programmeName } from '~/features/programmes/programme-name'
import { Agreements, ClosedPeriods, NextSteps, Versions } from '~/features/programmes/programme-view'
import { useProgrammeWords } from '~/features/programmes/programme-words'
import { publishVersion } from '~/features/programmes/programmes.commands.server'
import { programmeAction } from '~/features/programmes/programmes.forms.server'
import { firstFreeDay, getProgramme } from '~/features/programmes/programmes.queries.server'
import { programmeTimeline } from '~/features/programmes/programmes.timeline.server'
import { sendStatements } from '~/features/programmes/statements.commands.server'
import type { PageHandle } from '~/page-context'
import { Notice } from '~/ui/notice'
import { pageAt } from '~/ui/pager'
import { Columns, RecordHead } from '~/ui/record'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ programme: NamedProgramme }> = {
  i18n: ['programmes', 'history'],
  title: (t, { programme }) => programmeName(t, programme),
}

export const loader = staff.load('programmes.read', async ({ scope, params, url }) => {
  const { id, programme } = await getProgramme(scope, params.code ?? '')
  return {
    programme,
    agreements: await listAgreements(scope, id, pageAt(url.searchParams)),
    timeline: await programmeTimeline(scope, id),
    suggested: firstFreeDay(programme, scope.now.toISOString().slice(0, 10)),
    done: url.searchParams.get('done'),
    mayChange: scope.may('programmes.change') !== 'nowhere',
    formKeys: [randomUUID(), randomUUID(), randomUUID()],
  }
})

const abilities = ['programmes.read', 'programmes.change', 'invoices.read'] as const

export const action = staff.act(abilities, programmeAction, async ({ scope, params, form }) => {
  const code = params.code ?? ''
  const outcome =
    form.do === 'publish'
      ? await publishVersion(scope, code, form)
      : form.do === 'close'
        ? await closePeriod(scope, code, form.period)
        : await sendStatements(scope, code, form.period)
  return isRefusal(outcome) ? outcome : goTo(`/staff/programmes/${encodeURIComponent(code)}?done=${form.do}`)
})

export default function Programme() {
  const { programme, agreements, timeline, suggested, done, mayChange, formKeys } = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const said = done === 'publish' || done === 'close' || done === 'send' ? done : null
  return (
    <>
      <RecordHead
        crumbs={[{ href: '/staff/programmes', label: t('list.title') }, { label: programme.code }]}
        title={say.name(programme)}
        lead={programme.open ? t('list.open', { period: say.span(programme.open) }) : t('list.notYet')}
      />
      {said ? (
        <Notice tone="ok" live>
          {t(`done.${said}`)}
        </Notice>
      ) : null}
      <Columns
        side={
          <>
            {mayChange ? <NextSteps programme={programme} formKeys={formKeys} suggested={suggested} answer={answer} /> : null}
            <TimelineView entries={timeline} path={pathname} search={search} />
          </>
        }
      >
        <Agreements code={programme.code} page={agreements} search={search} may={mayChange} />
        <ClosedPeriods programme={programme} />
        <Versions programme={programme} may={mayChange} />
      </Columns>
    </>
  )
}
