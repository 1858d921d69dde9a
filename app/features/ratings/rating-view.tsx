import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { Columns, RecordHead } from '~/ui/record'
import { Status } from '~/ui/status'
import { When } from '~/ui/when'
import type { RatingState } from './rating'
import type { RatingRecord, ShownRating } from './ratings.queries.server'
import { Stars } from './stars'

const marks = { waiting: 'clock', approved: 'check', refused: 'off' } as const
const list = '/staff/moderation/ratings'

export function RatingStateMark({ state, pill }: { state: RatingState; pill?: boolean }) {
  const { t } = useTranslation('ratings')
  return (
    <Status mark={marks[state]} pill={pill}>
      {t(`state.${state}`)}
    </Status>
  )
}

type Props = { rating: RatingRecord; formKey: string; answer: Answer; done: string | null }

/** One rating, and what the staff decide about it. */
export function RatingView({ rating, formKey, answer, done }: Props) {
  const { t } = useTranslation('ratings')
  const link = (number: string) => <a href={`/staff/requests/${encodeURIComponent(number)}`}>{number}</a>
  const known = (['approve', 'refuse', 'respond'] as const).find((one) => one === done)
  return (
    <>
      <RecordHead
        crumbs={[{ href: list, label: t('title') }, { label: rating.number }]}
        title={rating.subject}
        statuses={<RatingStateMark state={rating.state} pill />}
        facts={[
          { label: t('record.score'), value: <Stars score={rating.score} /> },
          {
            label: t('record.account'),
            value: <a href={`/staff/accounts/${encodeURIComponent(rating.code ?? '')}`}>{rating.account}</a>,
          },
          { label: t('record.person'), value: rating.person ?? '' },
          { label: t('record.given'), value: <When at={rating.created_at} /> },
          { label: t('record.request'), value: link(rating.number) },
          ...(rating.follow_up ? [{ label: t('record.followUp'), value: link(rating.follow_up) }] : []),
        ]}
      />
      {known ? (
        <Notice tone="ok" live>
          {t(`done.${known}`)}
        </Notice>
      ) : null}
      <Columns side={<Decided rating={rating} />}>
        <Section title={t('record.comment')}>
          <p className="wrap-anywhere whitespace-pre-line">{rating.comment ?? t('record.noComment')}</p>
          {rating.reasons.length > 0 ? (
            <p className="mt-2 text-sm text-ink-2">{rating.reasons.map((one) => t(`reason.${one}`)).join(', ')}</p>
          ) : null}
        </Section>
        <Decisions rating={rating} formKey={formKey} answer={answer} />
      </Columns>
    </>
  )
}

function Decided({ rating }: { rating: RatingRecord }) {
  const { t } = useTranslation('ratings')
  return (
    <Section title={t('record.shown')}>
      <div className="grid gap-3 text-sm">
        {rating.state === 'waiting' ? <p className="text-ink-2">{t('record.notYet')}</p> : null}
        {rating.refusal ? <p>{t('record.refusedFor', { reason: rating.refusal })}</p> : null}
        {rating.state === 'approved' ? <ShownComment rating={rating} comment={rating.shown_comment ?? rating.comment} /> : null}
        {rating.state !== 'approved' && rating.response ? <p>{rating.response}</p> : null}
      </div>
    </Section>
  )
}

function ShownComment({ rating, comment }: { rating: Pick<ShownRating, 'score' | 'response'>; comment: string | null }) {
  const { t } = useTranslation('ratings')
  return (
    <>
      <Stars score={rating.score} />
      {comment ? <p className="wrap-anywhere whitespace-pre-line">{comment}</p> : null}
      {rating.response ? (
        <p className="border-l-2 border-accent-line pl-3 wrap-anywhere whitespace-pre-line">
          <b>{t('record.response')}</b> {rating.response}
        </p>
      ) : null}
    </>
  )
}

/** On the page of the request. */
export function RatingBeside({ rating }: { rating: ShownRating | null }) {
  const { t } = useTranslation('ratings')
  if (!rating) return null
  return (
    <Section title={t('one')}>
      <div className="grid gap-3 text-sm">
        <ShownComment rating={rating} comment={rating.comment} />
        {rating.state === 'approved' ? null : <RatingStateMark state={rating.state} />}
      </div>
    </Section>
  )
}

function Decisions({ rating, formKey, answer }: Omit<Props, 'done'>) {
  const { t } = useTranslation('ratings')
  const { field, problems, general } = useFields(answer)
  const guards = <FormGuards idempotencyKey={formKey} version={rating.version} />
  return (
    <>
      <ErrorSummary problems={problems} general={general} />
      {rating.state === 'waiting' ? (
        <>
          <Section title={t('do.approve')}>
            <Form method="post" noValidate>
              {guards}
              <FieldStack>
                {rating.comment ? (
                  <TextAreaField
                    label={t('do.shown')}
                    hint={t('do.shownHint')}
                    rows={4}
                    maxLength={2000}
                    {...field('shown', rating.comment)}
                  />
                ) : null}
                <FormActions>
                  <SubmitButton name="do" value="approve">
                    {t('do.approve')}
                  </SubmitButton>
                </FormActions>
              </FieldStack>
            </Form>
          </Section>
          <Section title={t('do.refuse')}>
            <Form method="post" noValidate>
              {guards}
              <FieldStack>
                <TextAreaField
                  label={t('do.reason')}
                  hint={t('do.reasonHint')}
                  rows={2}
                  maxLength={300}
                  required
                  {...field('refusal')}
                />
                <FormActions>
                  <SubmitButton tone={undefined} name="do" value="refuse">
                    {t('do.refuse')}
                  </SubmitButton>
                </FormActions>
              </FieldStack>
            </Form>
          </Section>
        </>
      ) : null}
      {rating.state === 'refused' ? null : (
        <Section title={t('do.respond')}>
          <Form method="post" noValidate>
            {guards}
            <FieldStack>
              <TextAreaField
                label={t('do.response')}
                hint={t('do.responseHint')}
                rows={3}
                maxLength={2000}
                required
                {...field('response', rating.response)}
              />
              <FormActions>
                <SubmitButton tone={undefined} name="do" value="respond">
                  {t('do.respond')}
                </SubmitButton>
              </FormActions>
            </FieldStack>
          </Form>
        </Section>
      )}
    </>
  )
}
