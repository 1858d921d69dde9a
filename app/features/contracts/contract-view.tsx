import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartPair } from '~/ui/chart.server'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Columns, Pairs, RecordHead } from '~/ui/record'
import { Strip } from '~/ui/strip'
import { Day } from '~/ui/when'
import { fullDate } from '~/ui/when-text'
import type { ContractRecord } from './contract.queries.server'
import { CommitmentSection } from './contract-commitment'
import { ContractDocuments } from './contract-documents'
import { ContractStatusMark, useTermWords } from './contract-status'

export type ContractViewProps = {
  audience: 'portal' | 'staff'
  contract: ContractRecord
  chart: ChartPair | null
  actions?: ReactNode
  notice?: ReactNode
  /** The timeline. */
  side: ReactNode
}

/** One contract, for either audience: until when it holds, by when to decide, what was undertaken, its documents. */
export function ContractView({ audience, contract, chart, actions, notice, side }: ContractViewProps) {
  const { t } = useTranslation('contracts')
  return (
    <>
      <RecordHead
        crumbs={[{ href: `/${audience}/contracts`, label: t('title') }, { label: contract.number }]}
        title={
          <>
            {t('contract')} <span className="no">{contract.number}</span>
          </>
        }
        lead={contract.title}
        statuses={<ContractStatusMark status={contract.status} pill />}
        facts={useFacts(contract, audience)}
        actions={actions}
      />
      {notice}
      {contract.incomplete ? (
        <Notice tone="info">{t(audience === 'staff' ? 'incomplete.staff' : 'incomplete.member')}</Notice>
      ) : null}
      <SameNumber contract={contract} audience={audience} />
      <Next contract={contract} />
      <Columns side={side}>
        <CommitmentSection contract={contract} chart={chart} />
        <ContractDocuments contract={contract} />
        <Details contract={contract} />
      </Columns>
    </>
  )
}

/** A day, or what stands where one should. */
function DayOr({ on, text, otherwise }: { on: string | null; text: string | null; otherwise?: string }) {
  const { t } = useTranslation('contracts')
  if (on) return <Day on={on} />
  return <>{text === null ? (otherwise ?? t('list.unknown')) : t('record.asWritten', { text })}</>
}

function useFacts(contract: ContractRecord, audience: 'portal' | 'staff'): Fact[] {
  const { t } = useTranslation('contracts')
  const { term_ends_on, notice_on } = contract.standing
  const { unread, openEnded } = contract
  const facts: (Fact | false)[] = [
    audience === 'staff' && {
      label: t('record.account'),
      value: <a href={`/staff/accounts/${encodeURIComponent(contract.account.code)}`}>{contract.account.name}</a>,
    },
    { label: t('record.starts'), value: <DayOr on={contract.startsOn} text={unread.starts} /> },
    {
      label: t('record.ends'),
      value: <DayOr on={term_ends_on} text={unread.ends} {...(openEnded && { otherwise: t('list.openEnded') })} />,
    },
    notice_on !== null && { label: t('record.notice'), value: <Day on={notice_on} /> },
  ]
  return facts.filter((fact) => fact !== false)
}

function SameNumber({ contract, audience }: { contract: ContractRecord; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('contracts')
  if (contract.others.length === 0) return null
  const path = `/${audience}/contracts/${encodeURIComponent(contract.number)}`
  return (
    <Notice tone="info">
      {t('record.same')}{' '}
      {contract.others.map((other) => (
        <a key={other.code} href={`${path}?entity=${encodeURIComponent(other.code)}`}>
          {other.name}
        </a>
      ))}
    </Notice>
  )
}

/** What happens next, in one sentence. */
function Next({ contract }: { contract: ContractRecord }) {
  const sentence = useNext(contract)
  return sentence ? <Strip sentence={sentence} steps={[]} /> : null
}

function useNext(contract: ContractRecord): string | null {
  const { t } = useTranslation('contracts')
  const { locale } = useReader()
  const { period } = useTermWords()
  const { standing, renewedOn, today, status, startsOn } = contract
  const say = (on: string | null) => (on ? fullDate(locale, on) : '')
  const ends = say(standing.term_ends_on)
  const by = contract.renewal ? period(contract.renewal.replace(/^R\d*\//, '')) : ''
  if (status === 'incomplete') return null
  if (status === 'expired' || status === 'terminated') return t(`next.${status}`, { day: ends })
  if (status === 'upcoming') return t('next.upcoming', { day: say(startsOn) })
  if (renewedOn === null) return standing.term_ends_on ? t('next.ends', { day: ends }) : t('next.openEnded')
  const renewed = { day: say(renewedOn), period: by }
  if (standing.notice_on === null) return t('next.renews', renewed)
  return t(standing.notice_on >= today ? 'next.notice' : 'next.noticePassed', { ...renewed, notice: say(standing.notice_on) })
}

function Details({ contract }: { contract: ContractRecord }) {
  const { t } = useTranslation('contracts')
  const words = useTermWords()
  const { unread } = contract
  const written = (text: string | null, read: string) => (text === null ? read : t('record.asWritten', { text }))
  const facts: (Fact | false)[] = [
    contract.parties !== null && { label: t('record.parties'), value: contract.parties },
    { label: t('record.with'), value: contract.entity.name },
    { label: t('record.agreed'), value: <DayOr on={contract.agreedOn} text={unread.agreed} /> },
    {
      label: t('record.firstTerm'),
      value: <DayOr on={contract.endsOn} text={unread.ends} {...(contract.openEnded && { otherwise: t('list.openEnded') })} />,
    },
    { label: t('record.renewal'), value: written(unread.renewal, words.renewal(contract.renewal)) },
    {
      label: t('record.noticePeriod'),
      value: written(unread.notice, contract.notice ? words.period(contract.notice) : t('record.noNotice')),
    },
    contract.terminatedOn !== null && { label: t('record.terminated'), value: <Day on={contract.terminatedOn} /> },
    contract.governingLaw !== null && { label: t('record.law'), value: contract.governingLaw },
  ]
  return (
    <Section title={t('record.terms')} note={contract.standing.notice_on ? t('record.noticeRule') : null}>
      <Pairs facts={facts.filter((fact) => fact !== false)} />
    </Section>
  )
}
