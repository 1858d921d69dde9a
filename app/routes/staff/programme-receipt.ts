import { staff } from '~/access/guards.server'
import { receiptFile } from '../receipt.server'

export const loader = staff.load('programmes.read', ({ scope, params, url }) => receiptFile(scope, params, url))
