/* A programme as staff see it: what can be done now, its versions, who takes part, and its closed periods. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Page } from '~/database/keyset.server'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { DateField } from '~/ui/field'
import { ErrorSummary, FormActions, FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import { hrefWith, Pages } from '~/ui/pager'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { Status } from '~/ui/status'
import { DataTable, ListTable, TwoLines } from '~/ui/table'
import { Day, When } from '~/ui/when'
import type { Agreement } from './agreements.server'
import { useProgrammeWords } from './programme-words'
import type { PeriodRow, ProgrammeRecord, VersionRow } from './programmes.queries.server'
import { TierTable } from './rules-view'

/** Days and instants as a loader sends them. */
type Sent<T> = { [K in keyof T]: T[K] extends Date ? Date | string : T[K] extends Date | null ? Date | string | null : T[K] }
export type SentProgramme = Omit<ProgrammeRecord, 'versions' | 'periods'> & {
  versions: Sent<VersionRow>[]
  periods: Sent<PeriodRow>[]
}
type Part = { programme: SentProgramme; may: boolean }

export function Versions({ programme, may }: Part) {
  const { t } = useTranslation('programmes')
  const [newest] = programme.versions
  const base = `/staff/programmes/${encodeURIComponent(programme.code)}`
  return (
    <Section title={t('versions.title')} end={may ? <a href={`${base}/version`}>{t('versions.another')}</a> : null}>
      <DataTable
        caption={t('versions.title')}
        rows={programme.versions}
        keyOf={(row) => String(row.number)}
        columns={[
          {
            key: 'number',
            head: t('versions.version'),
            cell: (row) => (
              <TwoLines small={row.note ?? row.createdBy ?? ''}>{t('versions.number', { number: row.number })}</TwoLines>
            ),
            place: 1,
          },
          {
            key: 'state',
            head: t('list.state'),
            cell: (row) =>
              row.publishedAt ? (
                <Status mark="dot">{t('versions.published')}</Status>
              ) : (
                <Status mark="plan">{t('list.draft')}</Status>
              ),
            place: 2,
          },
          {
            key: 'from',
            head: t('versions.from'),
            cell: (row) => (row.appliesFrom ? <Day on={row.appliesFrom} /> : ''),
            place: 3,
          },
          {
            key: 'simulate',
            head: t('versions.check'),
            cell: (row) => <a href={`${base}/simulation?version=${row.number}`}>{t('versions.simulate')}</a>,
            place: 4,
          },
        ]}
      />
      {newest ? <TierTable rules={newest.rules} from={newest.rules.bands.map((band) => band.from)} /> : null}
    </Section>
  )
}

type Acting = { programme: SentProgramme; formKeys: readonly string[]; suggested: string; answer: Answer }

/** What is to be done next: publish the draft, close the period that is over, send its statements. */
export function NextSteps({ programme, formKeys, suggested, answer }: Acting) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { field, problems, general } = useFields(answer)
  const draft = programme.versions.find((row) => row.draft)
  const unsent = programme.periods.filter((row) => row.sentAt === null)
  const { open } = programme
  // Somebody else may have done it meanwhile: what was refused is said all the same.
  if (!draft && !open?.over && unsent.length === 0) return <ErrorSummary problems={problems} general={general} />
  return (
    <Section title={t('next.title')}>
      <ErrorSummary problems={problems} general={general} />
      {draft ? (
        <Form method="post" noValidate>
          <FormGuards idempotencyKey={formKeys[0]} />
          <input type="hidden" name="number" value={draft.number} />
          <DateField
            label={t('next.publishFrom', { number: draft.number })}
            hint={t('next.publishHint')}
            required
            {...field('applies_from', suggested)}
          />
          <FormActions>
            <SubmitButton name="do" value="publish">
              {t('next.publish', { number: draft.number })}
            </SubmitButton>
            <ButtonLink href={`/staff/programmes/${encodeURIComponent(programme.code)}/simulation?version=${draft.number}`}>
              {t('versions.simulate')}
            </ButtonLink>
          </FormActions>
        </Form>
      ) : null}
      {open?.over ? (
        <Form method="post">
          <FormGuards idempotencyKey={formKeys[1]} />
          <input type="hidden" name="period" value={open.startsOn} />
          <p className="lead">{t('next.closeText')}</p>
          <FormActions>
            <SubmitButton name="do" value="close">
              {t('next.close', { period: say.span(open) })}
            </SubmitButton>
          </FormActions>
        </Form>
      ) : null}
      {unsent.map((row) => (
        <Form method="post" key={row.key}>
          <FormGuards idempotencyKey={formKeys[2]} />
          <input type="hidden" name="period" value={row.startsOn} />
          <FormActions>
            <SubmitButton name="do" value="send">
              {t('next.send', { period: say.span(row) })}
            </SubmitButton>
          </FormActions>
        </Form>
      ))}
    </Section>
  )
}

type AgreementsProps = { code: string; page: Page<Agreement>; search: string; may: boolean }

export function Agreements({ code, page, search, may }: AgreementsProps) {
  const { t } = useTranslation('programmes')
  const base = `/staff/programmes/${encodeURIComponent(code)}`
  return (
    <Section
      title={t('agreements.title')}
      end={
        <span className="flex flex-wrap gap-x-4">
          {page.rows.length > 0 ? (
            <a href={`${base}/agreements.csv`} download>
              {t('statements.csv')}
            </a>
          ) : null}
          {may ? <a href={`${base}/agreement`}>{t('agreements.add')}</a> : null}
        </span>
      }
    >
      {page.rows.length > 0 ? <AgreementTable rows={page.rows} base={base} /> : <p className="lead">{t('agreements.none')}</p>}
      <Pages page={page} path={base} search={hrefWith('', search, { done: null })} byName />
    </Section>
  )
}

function AgreementTable({ rows, base }: { rows: readonly Agreement[]; base: string }) {
  const { t } = useTranslation('programmes')
  return (
    <ListTable
      caption={t('agreements.title')}
      rows={rows}
      keyOf={(row) => row.account.code}
      hrefOf={(row) => `${base}/agreement/${encodeURIComponent(row.account.code)}`}
      columns={[
        {
          key: 'account',
          head: t('statements.account'),
          cell: (row) => <TwoLines small={row.tree ? t('agreements.tree') : row.account.code}>{row.account.name}</TwoLines>,
          grow: true,
          place: 1,
        },
        {
          key: 'territory',
          head: t('rules.territory'),
          cell: (row) => row.territory.join(', ') || t('agreements.everywhere'),
          place: 3,
        },
        { key: 'joined', head: t('agreements.joined'), cell: (row) => <Day on={row.joinedOn} />, quiet: true, place: 2 },
        {
          key: 'ended',
          head: t('agreements.ended'),
          cell: (row) => (row.endedOn ? <Day on={row.endedOn} /> : null),
          place: 4,
        },
      ]}
    />
  )
}

export function ClosedPeriods({ programme }: { programme: SentProgramme }) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  if (programme.periods.length === 0) return null
  return (
    <Section title={t('periods.closed')}>
      <ListTable
        caption={t('periods.closed')}
        rows={programme.periods}
        keyOf={(row) => row.key}
        hrefOf={(row) => `/staff/programmes/${encodeURIComponent(programme.code)}/${row.key}/statements`}
        columns={[
          { key: 'period', head: t('periods.period'), cell: (row) => say.span(row), grow: true, place: 1 },
          {
            key: 'state',
            head: t('list.state'),
            cell: (row) =>
              row.sentAt ? (
                <Status mark="check">{t('periods.sent')}</Status>
              ) : (
                <Status mark="plan">{t('state.calculated')}</Status>
              ),
            place: 2,
          },
          {
            key: 'closed',
            head: t('periods.closedAt'),
            cell: (row) => <When at={new Date(row.closedAt)} />,
            quiet: true,
            place: 3,
          },
        ]}
      />
    </Section>
  )
}
