// Who may import whom. `values` ← `ui`, `database`, `integrations` ← `access`, `work` ← `features` ← `routes`; the files directly in
// app/ put the parts together and may use all of them.
/** @type {(name: string, from: string, to: object, comment?: string) => object} */
const rule = (name, from, to, comment = name) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '[.]test[.]tsx?$' },
  to,
})

// A type leaves nothing behind in what runs.
const running = { dependencyTypesNot: ['type-only', 'type-import'] }

/**
 * A room may use itself, what knows nothing of the app, and the rooms (or single files) named after it.
 * @type {(me: string, ...may: string[]) => ReturnType<typeof rule>}
 */
const layer = (me, ...may) => {
  const rooms = [me, 'values', 'languages', ...may].map((one) => (one.includes('/') ? `${one}[.]` : `${one}/`))
  return rule(`${me} layer`, `^app/${me}/`, { path: '^app/[^/]+/', pathNot: `^app/(${rooms.join('|')})` })
}

/** In the order in which they may use each other. A folder that is not named here may not exist. */
const features = [
  'accounts',
  'people',
  'catalog',
  'orders',
  'files',
  'shipments',
  'history',
  'requests',
  'knowledge',
  'ratings',
  'invoices',
  'payments',
  'contracts',
  'programmes',
  'supply',
  'purchases',
  'insight',
  'exchange',
  'operations',
]

const audiences = ['anyone', 'portal', 'distributor', 'supplier', 'staff', 'me', 'api', 'hooks']

module.exports = {
  forbidden: [
    layer('values'),
    layer('languages'),
    layer('ui'),
    layer('database'),
    layer('integrations', 'ui'),
    layer('access', 'database', 'integrations'),
    layer('work', 'database', 'integrations', 'access'),
    layer(
      'features',
      'database/tables',
      'database/keyset.server',
      'database/by-id.server',
      'database/bulk.server',
      'access',
      'integrations',
      'ui',
      'work',
    ),
    layer('routes', 'features', 'integrations', 'access', 'ui', 'work'),
    rule('http knows nothing of the app', '^app/http/', { path: '^app/(?!http/)', ...running }),
    rule('the app knows nothing of http', '^app/(?!http/|server[.]ts)', { path: '^app/http/' }),
    ...features.map((feature, at) =>
      rule(`${feature} uses what is before it`, `^app/features/${feature}/`, {
        path: '^app/features/[^/]+/',
        pathNot: `^app/features/(${features.slice(0, at + 1).join('|')})/`,
      }),
    ),
    rule('no unknown feature', `^app/features/(?!(${features.join('|')})/)[^/]+/`, {}),
    ...audiences.map((audience) =>
      rule(`${audience} routes stand alone`, `^app/routes/${audience}/`, {
        path: '^app/routes/',
        pathNot: `^app/routes/(${audience}/|[^/]+$)`,
      }),
    ),
    rule(
      'only guards make a Scope',
      '^app/(?!access/|work/(worker|schedule)[.]server|commands[.]server)',
      { path: '^app/access/scope', ...running },
      'and the worker, which acts in nobody’s name',
    ),
    rule('the handle stays below', '^app/(features|routes|ui|integrations)/', { path: '^app/database/connection', ...running }),
    rule('only a scope writes in bulk', '^app/(?!access/|database/)', { path: '^app/database/bulk', ...running }),
    rule('Lucia lives in one file', '^app/(?!access/session)', { path: 'node_modules/(@lucia-auth|lucia)/' }),
    rule('settings are read by the server', '^app/(ui|values)/', { path: '^app/env[.]server' }),
    rule('values know no framework', '^app/values/', { path: 'node_modules/(@remix-run|react|express|kysely|mysql2)' }),
    rule('Remix ends at the routes', '^app/(features|work|integrations|database|values)/.*[.]ts$', {
      path: 'node_modules/@remix-run',
    }),
    rule('no cycles', '^app/', { circular: true, viaOnly: running }),
    // Its types come from a package of types alone.
    rule('everything resolves', '^app/', { couldNotResolve: true, pathNot: '^topojson-specification$' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
