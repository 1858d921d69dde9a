// Written from the files in en/ whenever the development server starts or a build runs.
import 'i18next'
import type accounts from './en/accounts.json'
import type contracts from './en/contracts.json'
import type devUi from './en/dev-ui.json'
import type exchange from './en/exchange.json'
import type files from './en/files.json'
import type history from './en/history.json'
import type home from './en/home.json'
import type invoices from './en/invoices.json'
import type landing from './en/landing.json'
import type mail from './en/mail.json'
import type me from './en/me.json'
import type operations from './en/operations.json'
import type orders from './en/orders.json'
import type payments from './en/payments.json'
import type people from './en/people.json'
import type programmes from './en/programmes.json'
import type purchases from './en/purchases.json'
import type ratings from './en/ratings.json'
import type requests from './en/requests.json'
import type shell from './en/shell.json'
import type shipments from './en/shipments.json'
import type signin from './en/signin.json'
import type supply from './en/supply.json'
import type ui from './en/ui.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: {
      accounts: typeof accounts
      contracts: typeof contracts
      'dev-ui': typeof devUi
      exchange: typeof exchange
      files: typeof files
      history: typeof history
      home: typeof home
      invoices: typeof invoices
      landing: typeof landing
      mail: typeof mail
      me: typeof me
      operations: typeof operations
      orders: typeof orders
      payments: typeof payments
      people: typeof people
      programmes: typeof programmes
      purchases: typeof purchases
      ratings: typeof ratings
      requests: typeof requests
      shell: typeof shell
      shipments: typeof shipments
      signin: typeof signin
      supply: typeof supply
      ui: typeof ui
    }
  }
}
