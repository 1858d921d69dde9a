import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { DoneNotice } from '~/features/people/done'
import { changeStaffRole, endSessions, setActive } from '~/features/people/people.commands.server'
import { personForm } from '~/features/people/people.forms.server'
import { getPerson, historyOf } from '~/features/people/people.queries.server'
import { PersonAccess } from '~/features/people/person-access'
import { PersonDetails, PersonHistory, Seats } from '~/features/people/person-parts'
import { PersonStateMark, usePersonWords } from '~/features/people/person-words'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Section } from '~/ui/page-head'
import { Columns, RecordHead } from '~/ui/record'
import { When } from '~/ui/when'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ person: { name: string } }> = { i18n: ['people'], title: (_t, data) => data.person.name }

export const loader = staff.load('people.read', async ({ scope, params, url }) => {
  const handle = params.person ?? ''
  const [person, changes] = await Promise.all([getPerson(scope, handle), historyOf(scope, handle)])
  const [invite, manage] = [scope.may('people.invite') !== 'nowhere', scope.may('people.manage') !== 'nowhere']
  const asking = url.searchParams.get('dialog') === 'end-access'
  return { person, changes, invite, manage, asking, search: url.search, formKey: randomUUID() }
})

export const action = staff.act('people.manage', personForm, async ({ scope, params, form }) => {
  const handle = params.person ?? ''
  const done =
    form.do === 'staff-role'
      ? await changeStaffRole(scope, handle, { role: form.staff_role, version: form.version })
      : form.do === 'end-sessions'
        ? await endSessions(scope, handle)
        : await setActive(scope, handle, { active: form.do === 'reactivate', version: form.version })
  return isRefusal(done) ? done : goTo(`/staff/people/${handle}?done=${done.done}`)
})

export default function Person() {
  const { person, changes, invite, manage, asking, search, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('people')
  const words = usePersonWords()
  const path = `/staff/people/${person.handle}`
  const unseen = person.state === 'invited' || person.state === 'expired' || person.state === 'waiting'
  const role = person.staff_role ? words.staffRole(person.staff_role) : null
  return (
    <>
      <RecordHead
        crumbs={[{ href: '/staff/people', label: t('title') }, { label: person.name }]}
        title={person.name}
        statuses={<PersonStateMark state={person.state} words={words} pill />}
        lead={[person.job_title, person.email].filter(Boolean).join(' · ')}
        facts={[
          ...(role ? [{ label: t('person.staff'), value: role }] : []),
          { label: t('person.seen'), value: person.visit_at ? <When at={person.visit_at} /> : words.never },
          {
            label: t('person.devices'),
            value: person.sessions > 0 ? t('person.device', { count: person.sessions }) : t('person.noDevice'),
          },
        ]}
        actions={invite && unseen ? <ButtonLink href={`${path}/invitation`}>{t('person.invitation')}</ButtonLink> : null}
      />
      <DoneNotice search={search} />
      <Columns
        side={
          <>
            {manage ? <PersonAccess person={person} path={path} formKey={formKey} answer={answer} asking={asking} /> : null}
            <PersonHistory changes={changes} />
          </>
        }
      >
        {person.staff_role === null ? (
          <Section title={t('person.seats')}>
            <Seats seats={person.seats} path={manage && person.active === 1 ? path : null} />
          </Section>
        ) : null}
        <PersonDetails person={person} />
      </Columns>
    </>
  )
}
