import { supplier } from '~/access/guards.server'
import { catalogFile } from '../catalog-csv.server'

export const loader = supplier.load('catalog.read', ({ scope, url }) => catalogFile(scope, url))
