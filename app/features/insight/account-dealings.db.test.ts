import { expect, test } from 'vitest'
import { makeRequest } from '../../../tests/support/asking'
import { makeInvoice } from '../../../tests/support/billing'
import { makeContract } from '../../../tests/support/contracting'
import { makeAccount, staffScope } from '../../../tests/support/make'
import { dealingsOf } from './account-dealings.server'

test('staff see what is open with an account and its branches, and nothing of others', async () => {
  const top = await makeAccount()
  const branch = await makeAccount({}, top)
  const made = []
  for (const account of [branch, await makeAccount()])
    made.push([await makeRequest(account), await makeInvoice(account, {}, [{ net: '5.00' }]), await makeContract(account)])
  await makeRequest(top, { status: 'closed', is_open: 0 })
  const { requests, invoices, contracts } = await dealingsOf(staffScope(['orders.read', 'shipments.read']), top.code)
  expect([requests, invoices, contracts].map((rows) => rows?.map((row) => row.number))).toEqual(
    made[0]?.map((one) => [one.number]),
  )
})
