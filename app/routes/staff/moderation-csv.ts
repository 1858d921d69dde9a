import { staff } from '~/access/guards.server'
import { proposalsFile } from '../proposals-csv.server'

export const loader = staff.load('catalog.read', ({ scope, url, context }) => proposalsFile(scope, url, context.language))
