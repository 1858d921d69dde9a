import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { person } from '~/access/guards.server'
import { env } from '~/env.server'
import { changeProfile, getMe, profileForm, timeZones } from '~/features/people/me.server'
import { MeHead } from '~/features/people/me-tabs'
import { usePersonWords } from '~/features/people/person-words'
import { languageNames, languages } from '~/languages/settings'
import type { PageHandle } from '~/page-context'
import { Button } from '~/ui/button'
import { SelectField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { useFields } from '~/ui/problems'
import { Columns, Pairs } from '~/ui/record'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['me', 'people'], title: (t) => t('me:title' as never) }

export const loader = person.load('me.read', async ({ scope, url }) => ({
  me: await getMe(scope),
  host: env.HOST_NAME,
  timeZones,
  saved: url.searchParams.get('done') === 'saved',
}))

export const action = person.act('me.change', profileForm, async ({ scope, form }) => {
  const done = await changeProfile(scope, form)
  return isRefusal(done) ? done : goTo('/me?done=saved')
})

export default function Profile() {
  const { me, timeZones, saved } = useLoaderData<typeof loader>()
  const { field, problems, general } = useFields(useActionData<typeof action>())
  const { t } = useTranslation('me')
  return (
    <>
      <MeHead current="profile" />
      <Columns side={<WhatISee />}>
        {/* The whole page changes with the language, so it is loaded anew. */}
        <form method="post" className="max-w-130">
          <FormGuards version={me.version} />
          <FieldStack>
            {saved && problems.length + general.length === 0 ? (
              <Notice tone="ok" live>
                {t('profile.saved')}
              </Notice>
            ) : null}
            <ErrorSummary problems={problems} general={general} />
            <TextField
              {...field('name', me.name)}
              label={t('profile.name')}
              hint={t('profile.nameHint')}
              autoComplete="name"
              required
              maxLength={200}
            />
            <TextField
              id="email"
              label={t('profile.email')}
              hint={t('profile.emailHint')}
              value={me.email}
              type="email"
              readOnly
            />
            <SelectField
              {...field('language', me.language)}
              label={t('profile.language')}
              hint={t('profile.languageHint')}
              choices={languages.map((value) => ({ value, label: languageNames[value] }))}
            />
            <SelectField
              {...field('time_zone', me.time_zone)}
              label={t('profile.zone')}
              hint={t('profile.zoneHint')}
              choices={timeZones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            />
            <FormActions>
              <Button type="submit" tone="primary">
                {t('profile.save')}
              </Button>
            </FormActions>
          </FieldStack>
        </form>
      </Columns>
    </>
  )
}

function WhatISee() {
  const { me, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('me')
  const words = usePersonWords()
  const facts = me.seats.map((seat) => ({
    label: seat.name,
    value: `${words.role(seat.role)}, ${words.reach(seat.inherits)}`,
  }))
  return (
    <Section title={t('seats.title')}>
      {me.staff_role ? <p>{t('seats.staff', { host, role: words.staffRole(me.staff_role) })}</p> : null}
      {facts.length > 0 ? <Pairs facts={facts} /> : null}
      {me.staff_role || facts.length > 0 ? null : <p>{t('seats.none', { host })}</p>}
    </Section>
  )
}
