import { useActionData, useLoaderData } from '@remix-run/react'
import { person } from '~/access/guards.server'
import { env } from '~/env.server'
import { changeProfile, getMe, profileForm, timeZones } from '~/features/people/me.server'
import { MeHead } from '~/features/people/me-tabs'
import { ProfileForm, WhatISee } from '~/features/people/profile-parts'
import type { PageHandle } from '~/page-context'
import { Columns } from '~/ui/record'
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
  const { me, host, timeZones, saved } = useLoaderData<typeof loader>()
  return (
    <>
      <MeHead current="profile" />
      <Columns side={<WhatISee me={me} host={host} />}>
        <ProfileForm me={me} timeZones={timeZones} saved={saved} answer={useActionData<typeof action>()} />
      </Columns>
    </>
  )
}
