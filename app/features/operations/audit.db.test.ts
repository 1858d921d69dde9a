import { expect, test } from 'vitest'
import { makeAccount, makePerson, staffScope, unique } from '../../../tests/support/make'
import { listAudit } from './audit.server'

test('people are called by the names that they have now, in what was changed and as what it was done to', async () => {
  const account = await makeAccount()
  const name = `Ada ${unique()}`
  const [who, whom] = [await makePerson({ staff_role: 'admin', name: 'Grace' }), await makePerson({ name })]
  const scope = staffScope(['audit.read', 'people.manage'], 'admin', who.id)
  await scope.transaction((inner) =>
    inner.audit({
      action: 'requests.assign',
      subject: { type: 'person', id: whom.id },
      accountId: account.id,
      before: { assignee_id: null, length: 3 },
      after: { assignee_id: whom.id, length: 4 },
    }),
  )
  const { entries } = await listAudit(scope, { account: account.code })
  expect(entries).toMatchObject([
    {
      person: 'Grace',
      subject_id: name,
      changes: [
        { field: 'assignee_id', from: null, to: name },
        { field: 'length', from: '3', to: '4' },
      ],
    },
  ])
})
