import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import type { NamedProgramme } from '~/features/programmes/programme-name'
import { programmeName } from '~/features/programmes/programme-name'
import { useProgrammeWords } from '~/features/programmes/programme-words'
import { findProgramme, findVersion } from '~/features/programmes/programmes.queries.server'
import { simulate } from '~/features/programmes/simulation.server'
import { SimulationView } from '~/features/programmes/simulation-view'
import type { PageHandle } from '~/page-context'
import { Breadcrumb, PageHead } from '~/ui/page-head'

export const handle: PageHandle<{ programme: NamedProgramme }> = {
  i18n: ['programmes'],
  title: (t, { programme }) => t('programmes:simulation.page', { name: programmeName(t, programme) }),
}

const asked = z.coerce.number().int().min(1).max(4_294_967_295).catch(1)

export const loader = staff.load(['programmes.read', 'invoices.read', 'accounts.read'], async ({ scope, params, url }) => {
  const { id, code, name, local_name } = await findProgramme(scope, params.code ?? '')
  const { number, rules } = await findVersion(scope, id, asked.parse(url.searchParams.get('version')))
  return { programme: { code, name, localName: local_name }, number, rules, simulation: await simulate(scope, id, rules) }
})

export default function ProgrammeSimulation() {
  const { programme, number, rules, simulation } = useLoaderData<typeof loader>()
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          { href: `/staff/programmes/${encodeURIComponent(programme.code)}`, label: say.name(programme) },
          { label: t('versions.simulate') },
        ]}
      />
      <PageHead
        title={t('simulation.title', { number })}
        lead={t('simulation.lead', { period: say.span({ startsOn: simulation.from, endsOn: simulation.to }) })}
      />
      <SimulationView simulation={simulation} rules={rules} />
    </>
  )
}
