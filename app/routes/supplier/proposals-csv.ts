import { supplier } from '~/access/guards.server'
import { proposalsFile } from '../proposals-csv.server'

export const loader = supplier.load('catalog.read', ({ scope, url, context }) => proposalsFile(scope, url, context.language))
