import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { supplier } from '~/access/guards.server'
import { sellingAccounts } from '~/features/supply/catalog.queries.server'
import { mostBytes, mostRows } from '~/features/supply/file-reader.server'
import { uploadForm } from '~/features/supply/supply.forms.server'
import { uploadProposal } from '~/features/supply/upload.commands.server'
import { UploadForm } from '~/features/supply/upload-form'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['supply'], title: (t) => t('supply:file.title' as never) }

const abilities = ['catalog.read', 'catalog.propose'] as const

export const loader = supplier.load(abilities, async ({ scope }) => ({
  accounts: await sellingAccounts(scope),
  size: mostBytes / 1_048_576,
  rows: mostRows,
  formKey: randomUUID(),
}))

export const action = supplier.act(abilities, uploadForm, async ({ scope, form }) => {
  const done = await uploadProposal(scope, form)
  return isRefusal(done) ? done : goTo(`/supplier/proposals/${done.number}?done=draft`)
})

export default function Upload() {
  return <UploadForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
