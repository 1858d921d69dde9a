import { distributor } from '~/access/guards.server'
import { receiptFile } from '../receipt.server'

export const loader = distributor.load('programmes.read', ({ scope, params, url }) => receiptFile(scope, params, url))
