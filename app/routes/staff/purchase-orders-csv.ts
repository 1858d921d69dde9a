import { staff } from '~/access/guards.server'
import { purchasesFile } from '../purchases-csv.server'

export const loader = staff.load('purchases.read', ({ scope, url, context }) => purchasesFile(scope, url, context.language))
