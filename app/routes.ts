import type { RouteConfig } from '@remix-run/route-config'
import { index } from '@remix-run/route-config'

// Every URL on one page, grouped by audience: the first path segment is the audience, the guard, and the folder.
export default [index('routes/anyone/landing.tsx')] satisfies RouteConfig
