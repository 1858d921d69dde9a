/* Changes of many items by a file, which becomes a draft to look at first. */
import { Form } from '@remix-run/react'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { acceptedPictures, mostBytes } from '~/features/files/file'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ChoiceField, SelectField, TextAreaField } from '~/ui/field'
import { FileField } from '~/ui/file-field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { mostPictureBytes, mostPictures } from './upload-limits'

type Props = {
  accounts: readonly { code: string; name: string }[]
  size: number
  rows: number
  formKey: string
  answer: Answer
}

export function UploadForm({ accounts, size, rows, formKey, answer }: Props) {
  const { t } = useTranslation('supply')
  const { field, problems, general } = useFields(answer)
  const { defaultValue: _, ...file } = field('file')
  const { defaultValue: __, ...pictures } = field('pictures')
  const { defaultValue: mode, ...modeField } = field('mode', 'changes')
  const crumbs = [{ href: '/supplier/catalog', label: t('catalog.title') }, { label: t('catalog.upload') }]
  return (
    <>
      <PageHead
        above={<Breadcrumb crumbs={crumbs} />}
        title={t('file.title')}
        lead={t('file.lead')}
        actions={
          <ButtonLink
            href="/supplier/catalog.csv?discontinued=1"
            download=""
            icon={<Download className="icon" aria-hidden="true" />}
          >
            {t('file.template')}
          </ButtonLink>
        }
      />
      <Form method="post" encType="multipart/form-data" className="max-w-130">
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          {accounts.length > 1 ? (
            <SelectField
              {...field('account')}
              label={t('columns.account')}
              choices={accounts.map(({ code, name }) => ({ value: code, label: name }))}
            />
          ) : null}
          <FileField
            {...file}
            most={size * 1_048_576}
            accept=".csv,.xlsx"
            label={t('file.file')}
            hint={t('file.hint', { size, rows })}
            required
          />
          <FileField
            {...pictures}
            most={mostBytes}
            mostOfAll={mostPictureBytes}
            multiple
            accept={acceptedPictures}
            label={t('file.pictures')}
            hint={t('file.picturesHint', {
              each: mostBytes / 1_048_576,
              count: mostPictures,
              all: mostPictureBytes / 1_048_576,
            })}
            optional
          />
          <ChoiceField
            {...modeField}
            defaultValue={mode}
            label={t('file.mode')}
            choices={[
              { value: 'changes', label: t('file.changes'), hint: t('file.changesHint') },
              { value: 'full', label: t('file.full'), hint: t('file.fullHint') },
            ]}
          />
          <TextAreaField
            {...field('note')}
            label={t('proposal.note')}
            hint={t('form.noteHint')}
            rows={2}
            maxLength={500}
            optional
          />
          <FormActions>
            <SubmitButton>{t('file.do')}</SubmitButton>
            <ButtonLink href="/supplier/catalog" tone="ghost">
              {t('form.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}
