import type { RouteConfig } from '@remix-run/route-config'
import { index, layout, prefix, route } from '@remix-run/route-config'

// Every URL on one page. The first path segment is the audience, the guard, and the folder. A layout is the frame around the
// pages, never their guard: every loader and action has its own.

const anyone = [
  index('routes/anyone/landing.tsx'),
  route('preferences', 'routes/anyone/preferences.tsx'),
  route('sign-in', 'routes/anyone/sign-in.tsx'),
  route('sign-out', 'routes/anyone/sign-out.ts'),
  route('forgot-password', 'routes/anyone/forgot-password.tsx'),
  route('reset/:token', 'routes/anyone/reset.tsx'),
  route('invite/:token', 'routes/anyone/invite.tsx'),
  route('rate/:token', 'routes/anyone/rate.tsx'),
  route('l/:token', 'routes/anyone/link.tsx'),
  route('files/:key', 'routes/anyone/files.tsx'),
  route('dev/ui', 'routes/anyone/dev-ui.tsx'),
  route('dev/mail/:id?', 'routes/anyone/dev-mail.tsx'),
  route('dev/mail/:id/html', 'routes/anyone/dev-mail-html.tsx'),
]

const portal = [
  route('shipments.csv', 'routes/portal/shipments-csv.ts'),
  route('find', 'routes/portal/find.ts'),
  route('orders.csv', 'routes/portal/orders-csv.ts'),
  route('invoices.csv', 'routes/portal/invoices-csv.ts'),
  route('requests.csv', 'routes/portal/requests-csv.ts'),
  route('statement.csv', 'routes/portal/statement-csv.ts'),
  layout('routes/portal/shell.tsx', [
    route('*', 'routes/portal/missing.tsx'),
    index('routes/portal/home.tsx'),
    route('search', 'routes/portal/search.tsx'),
    route('orders', 'routes/portal/orders.tsx'),
    route('orders/views', 'routes/portal/orders-views.tsx'),
    route('orders/:number', 'routes/portal/order.tsx'),
    route('account', 'routes/portal/account.tsx'),
    route('shipments', 'routes/portal/shipments.tsx'),
    route('shipments/views', 'routes/portal/shipments-views.tsx'),
    route('shipments/:number', 'routes/portal/shipment.tsx'),
    route('invoices', 'routes/portal/invoices.tsx'),
    route('invoices/:number', 'routes/portal/invoice.tsx'),
    route('requests', 'routes/portal/requests.tsx'),
    route('requests/new', 'routes/portal/request-new.tsx'),
    route('requests/:number', 'routes/portal/request.tsx'),
    route('statement', 'routes/portal/statement.tsx'),
    route('pay', 'routes/portal/pay.tsx'),
    route('checkouts/:code', 'routes/portal/checkout.tsx'),
  ]),
]

const distributor = [
  route('programmes/:code/:period/receipt.csv', 'routes/distributor/receipt.ts'),
  layout('routes/distributor/shell.tsx', [
    route('*', 'routes/distributor/missing.tsx'),
    index('routes/distributor/home.tsx'),
    route('programmes/:code/:period', 'routes/distributor/statement.tsx'),
    route('served', 'routes/distributor/served.tsx'),
  ]),
]

const supplier = [
  route('catalog.csv', 'routes/supplier/catalog-csv.ts'),
  layout('routes/supplier/shell.tsx', [
    route('*', 'routes/supplier/missing.tsx'),
    index('routes/supplier/home.tsx'),
    route('catalog', 'routes/supplier/catalog.tsx'),
    route('catalog/:sku', 'routes/supplier/item.tsx'),
    route('catalog/:sku/propose', 'routes/supplier/item-propose.tsx'),
    route('proposals', 'routes/supplier/proposals.tsx'),
    route('proposals/upload', 'routes/supplier/upload.tsx'),
    route('proposals/:number', 'routes/supplier/proposal.tsx'),
  ]),
]

const staff = [
  route('programmes/:code/:period/receipt.csv', 'routes/staff/programme-receipt.ts'),
  route('imports/:run/refused.csv', 'routes/staff/import-refused-csv.ts'),
  route('shipments.csv', 'routes/staff/shipments-csv.ts'),
  route('find', 'routes/staff/find.ts'),
  route('orders.csv', 'routes/staff/orders-csv.ts'),
  route('invoices.csv', 'routes/staff/invoices-csv.ts'),
  route('requests.csv', 'routes/staff/requests-csv.ts'),
  route('requests/live', 'routes/staff/requests-live.ts'),
  route('requests/:number/live', 'routes/staff/request-live.ts'),
  route('statement.csv', 'routes/staff/statement-csv.ts'),
  route('accounts.csv', 'routes/staff/accounts-csv.ts'),
  layout('routes/staff/shell.tsx', [
    route('*', 'routes/staff/missing.tsx'),
    index('routes/staff/home.tsx'),
    route('search', 'routes/staff/search.tsx'),
    route('requests', 'routes/staff/requests.tsx'),
    route('requests/:number', 'routes/staff/request.tsx'),
    route('moderation/ratings', 'routes/staff/ratings.tsx'),
    route('moderation/ratings/:number', 'routes/staff/rating.tsx'),
    route('orders', 'routes/staff/orders.tsx'),
    route('orders/views', 'routes/staff/orders-views.tsx'),
    route('orders/:number', 'routes/staff/order.tsx'),
    route('orders/:number/note', 'routes/staff/order-note.tsx'),
    route('orders/:number/promise', 'routes/staff/order-promise.tsx'),
    route('shipments', 'routes/staff/shipments.tsx'),
    route('shipments/views', 'routes/staff/shipments-views.tsx'),
    route('shipments/:number', 'routes/staff/shipment.tsx'),
    route('shipments/:number/events', 'routes/staff/shipment-record.tsx'),
    route('shipments/:number/events/:event', 'routes/staff/shipment-retract.tsx'),
    route('shipments/:number/note', 'routes/staff/shipment-note.tsx'),
    route('shipments/:number/proof', 'routes/staff/shipment-proof.tsx'),
    route('invoices', 'routes/staff/invoices.tsx'),
    route('invoices/:number', 'routes/staff/invoice.tsx'),
    route('invoices/:number/payment', 'routes/staff/invoice-payment.tsx'),
    route('statement', 'routes/staff/statement.tsx'),
    route('programmes', 'routes/staff/programmes.tsx'),
    route('programmes/new', 'routes/staff/programme-new.tsx'),
    route('programmes/:code', 'routes/staff/programme.tsx'),
    route('programmes/:code/version', 'routes/staff/programme-version.tsx'),
    route('programmes/:code/agreement', 'routes/staff/programme-agreement.tsx'),
    route('programmes/:code/simulation', 'routes/staff/programme-simulation.tsx'),
    route('programmes/:code/:period', 'routes/staff/programme-statement.tsx'),
    route('programmes/:code/:period/statements', 'routes/staff/programme-statements.tsx'),
    route('payments', 'routes/staff/payments.tsx'),
    route('accounts', 'routes/staff/accounts.tsx'),
    route('accounts/:code', 'routes/staff/account.tsx'),
    route('moderation', 'routes/staff/moderation.tsx'),
    route('moderation/proposals/:number', 'routes/staff/moderation-proposal.tsx'),
    route('people', 'routes/staff/people.tsx'),
    route('people/invite', 'routes/staff/people-invite.tsx'),
    route('people/invite-staff', 'routes/staff/people-invite-staff.tsx'),
    route('people/:person', 'routes/staff/person.tsx'),
    route('people/:person/invitation', 'routes/staff/person-invitation.tsx'),
    route('people/:person/role', 'routes/staff/person-role.tsx'),
    route('imports', 'routes/staff/imports.tsx'),
    route('imports/clashes', 'routes/staff/import-clashes.tsx'),
    route('imports/:run', 'routes/staff/import-run.tsx'),
    route('jobs', 'routes/staff/jobs.tsx'),
    route('audit', 'routes/staff/audit.tsx'),
  ]),
]

const me = [
  route('preferences', 'routes/me/preferences.tsx'),
  layout('routes/me/shell.tsx', [
    route('*', 'routes/me/missing.tsx'),
    index('routes/me/profile.tsx'),
    route('security', 'routes/me/security.tsx'),
  ]),
]

export default [
  ...anyone,
  ...prefix('portal', portal),
  ...prefix('distributor', distributor),
  ...prefix('supplier', supplier),
  ...prefix('staff', staff),
  ...prefix('me', me),
] satisfies RouteConfig
