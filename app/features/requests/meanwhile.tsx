import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import type { Answer } from '~/ui/problems'
import { When } from '~/ui/when'
import { useChangeText } from './conversation'
import type { RequestChange } from './request.queries.server'

type Props = { answer: Answer; changes: readonly RequestChange[]; yours: boolean }

/** Those that are a message as well tell of the status alone elsewhere, where the message stands above them. */
const said = ({ kind, to }: RequestChange) => (kind === 'replied' || kind === 'said') && to !== null

/** For whoever was second: what others did after the version that the form was filled from. */
export function Meanwhile({ answer, changes, yours }: Props) {
  const { t } = useTranslation('requests')
  const text = useChangeText(yours)
  const from = Number(answer?.problems?.initialValue?.version)
  const since = Number.isInteger(from) ? changes.filter((change) => change.version > from) : []
  if (since.length === 0) return null
  return (
    <Notice tone="warn" title={t('record.meanwhile')}>
      <ul>
        {since.map((change) => (
          <li key={change.version}>
            {said(change) ? `${t(`record.change.${change.kind}`, { person: change.person ?? t('record.system') })} · ` : null}
            {text(change)} · <When at={change.at} time="always" />
          </li>
        ))}
      </ul>
      <p>{t('record.meanwhileText')}</p>
    </Notice>
  )
}
