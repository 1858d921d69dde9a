import { staff } from '~/access/guards.server'
import { catalogFile } from '../catalog-csv.server'

export const loader = staff.load('catalog.read', ({ scope, url }) => catalogFile(scope, url))
