import { member } from '~/access/guards.server'
import { contractsFile } from '../contracts-csv.server'

export const loader = member.load(['orders.read', 'contracts.read'], ({ scope, url, context }) =>
  contractsFile(scope, url, context.language),
)
