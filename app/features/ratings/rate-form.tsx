import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ChoiceField, TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack } from '~/ui/form'
import type { GateProps } from '~/ui/gate'
import { Gate } from '~/ui/gate'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { ratingReasons, scores } from './rating'

type Around = Pick<GateProps, 'host' | 'theme'>

/** The page behind the link of a mail: one question that matters, and room for more. Nothing happens before it is sent. */
export function RateForm({ host, theme, number, subject, answer }: Around & { number: string; subject: string; answer: Answer }) {
  const { t } = useTranslation('ratings')
  const { field, problems, general } = useFields(answer)
  return (
    <Gate
      host={host}
      theme={theme}
      title={t('rate.title')}
      lead={t('rate.lead', { number, subject })}
      preferencesAction="/preferences"
    >
      <form method="post" noValidate>
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <ChoiceField
            label={t('rate.score')}
            choices={scores.toReversed().map((value) => ({ value: String(value), label: t(`rate.scores.${value}`) }))}
            required
            {...field('score')}
          />
          <ChoiceField
            many
            optional
            label={t('rate.reasons')}
            name="reasons"
            choices={ratingReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <TextAreaField
            label={t('rate.comment')}
            hint={t('rate.commentHint')}
            optional
            rows={4}
            maxLength={2000}
            {...field('comment')}
          />
          <Button type="submit" tone="primary" size="large" wide>
            {t('rate.submit')}
          </Button>
        </FieldStack>
      </form>
    </Gate>
  )
}

/** After it was sent, or where the link does nothing any more. */
export function RateOver({ host, theme, state }: Around & { state: 'done' | 'used' | 'expired' | 'revoked' | 'unknown' }) {
  const { t } = useTranslation('ratings')
  return (
    <Gate
      host={host}
      theme={theme}
      title={t(`over.${state}.title`)}
      lead={t(`over.${state}.text`)}
      preferencesAction="/preferences"
    >
      {null}
    </Gate>
  )
}
