import { useTranslation } from 'react-i18next'
import { languageNames, languages } from '~/languages/settings'
import { Button } from '~/ui/button'
import { SelectField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { useFields } from '~/ui/problems'
import { Pairs } from '~/ui/record'
import type { Me } from './me.server'
import { usePersonWords } from './person-words'

type FormProps = { me: Me; timeZones: readonly string[]; saved: boolean; answer: Parameters<typeof useFields>[0] }

/** How one is addressed. The whole page changes with the language, so it is loaded anew. */
export function ProfileForm({ me, timeZones, saved, answer }: FormProps) {
  const { field, problems, general } = useFields(answer)
  const { t } = useTranslation('me')
  return (
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
        <TextField id="email" label={t('profile.email')} hint={t('profile.emailHint')} value={me.email} type="email" readOnly />
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
  )
}

/** Where the reader belongs, and as what. */
export function WhatISee({ me, host }: { me: Me; host: string }) {
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
