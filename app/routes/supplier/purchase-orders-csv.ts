import { supplier } from '~/access/guards.server'
import { purchasesFile } from '../purchases-csv.server'

export const loader = supplier.load('purchases.read', ({ scope, url, context }) => purchasesFile(scope, url, context.language))
