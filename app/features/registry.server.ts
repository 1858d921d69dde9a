import { accountFinder } from '~/features/accounts/accounts.find.server'
import { accountImport, accountLinkImport, treeProjection } from '~/features/accounts/accounts.import.server'
import { rootIsTop, rootOfAccount } from '~/features/accounts/accounts.invariants.server'
import { servedFinder } from '~/features/accounts/served.find.server'
import { productImport, productWordsProjection } from '~/features/catalog/products.import.server'
import { findableProducts } from '~/features/catalog/products.projection.server'
import { contractDocumentImport } from '~/features/contracts/contract-documents.import.server'
import { contractAuditActions, contractAuditFields } from '~/features/contracts/contracts.audit'
import { contractFinder } from '~/features/contracts/contracts.find.server'
import { contractImport, contractProjection } from '~/features/contracts/contracts.import.server'
import { contractInvariants } from '~/features/contracts/contracts.invariants.server'
import { turningContracts } from '~/features/contracts/contracts.jobs.server'
import { contractsTimeline } from '~/features/contracts/contracts.timeline.server'
import { reminderMailer } from '~/features/contracts/reminder.mail.server'
import { noticeReminders } from '~/features/contracts/reminders.server'
import { exchangeAuditActions } from '~/features/exchange/exchange.audit'
import { sweptFiles } from '~/features/files/files.jobs.server'
import { historyAuditActions } from '~/features/history/history.audit'
import { historyTimeline } from '~/features/history/history.timeline.server'
import { allocationImport } from '~/features/invoices/allocations.import.server'
import { creditNoteImport, creditNoteLineImport, creditNoteProjection } from '~/features/invoices/credit-notes.import.server'
import { invoiceLineImport } from '~/features/invoices/invoice-lines.import.server'
import { invoiceFinder } from '~/features/invoices/invoices.find.server'
import { invoiceImport, invoiceProjection } from '~/features/invoices/invoices.import.server'
import { invoiceInvariants } from '~/features/invoices/invoices.invariants.server'
import { invoicesTimeline } from '~/features/invoices/invoices.timeline.server'
import { ledgerInvariants } from '~/features/invoices/ledger.invariants.server'
import { paymentImport, paymentProjection } from '~/features/invoices/payments.import.server'
import { commonAuditFields, operationsAuditActions } from '~/features/operations/operations.audit'
import { auditWhole, noStuckJob } from '~/features/operations/operations.invariants.server'
import { orderLineImport } from '~/features/orders/order-lines.import.server'
import { orderAuditActions, orderAuditFields } from '~/features/orders/orders.audit'
import { orderFinder } from '~/features/orders/orders.find.server'
import { orderImport, orderProjection } from '~/features/orders/orders.import.server'
import { orderInvariants } from '~/features/orders/orders.invariants.server'
import { lateOrders } from '~/features/orders/orders.jobs.server'
import { ordersTimeline } from '~/features/orders/orders.timeline.server'
import { eventTaker } from '~/features/payments/events.server'
import { paymentAuditActions, paymentAuditFields } from '~/features/payments/payments.audit'
import { paymentMailer } from '~/features/payments/payments.mail.server'
import { sessionMaker } from '~/features/payments/sessions.server'
import { resetSender } from '~/features/people/passwords.commands.server'
import { peopleAuditActions } from '~/features/people/people.audit'
import { personFinder } from '~/features/people/people.find.server'
import { peopleImport } from '~/features/people/people.import.server'
import { oneOpenInvitation, staffOrMember } from '~/features/people/people.invariants.server'
import { peopleMailer } from '~/features/people/people.mail.server'
import { counting, recounter } from '~/features/programmes/counted.server'
import { programmeAuditActions, programmeAuditFields } from '~/features/programmes/programmes.audit'
import { programmeFinder, statementFinder } from '~/features/programmes/programmes.find.server'
import { programmeInvariants } from '~/features/programmes/programmes.invariants.server'
import { disputeTeller, statementLetter, statementMailer } from '~/features/programmes/programmes.mail.server'
import { exchangeRateImport, exchangeRateProjection } from '~/features/programmes/rates.import.server'
import { purchaseNewsMailer } from '~/features/purchases/news.mail.server'
import { purchaseOrderLineImport } from '~/features/purchases/purchase-order-lines.import.server'
import { purchaseOrderImport, purchaseProjection } from '~/features/purchases/purchase-orders.import.server'
import { purchaseAuditActions, purchaseAuditFields } from '~/features/purchases/purchases.audit'
import { purchaseFinder } from '~/features/purchases/purchases.find.server'
import { purchaseInvariants } from '~/features/purchases/purchases.invariants.server'
import { purchasesMailer } from '~/features/purchases/purchases.mail.server'
import { ratingAuditActions } from '~/features/ratings/ratings.audit'
import { askForRating } from '~/features/ratings/ratings.commands.server'
import { ratingDecided } from '~/features/ratings/ratings.invariants.server'
import { ratingMailer } from '~/features/ratings/ratings.mail.server'
import { requestAuditActions, requestAuditFields } from '~/features/requests/requests.audit'
import { requestFinder } from '~/features/requests/requests.find.server'
import { requestInvariants } from '~/features/requests/requests.invariants.server'
import { requestMailer } from '~/features/requests/requests.mail.server'
import { requestsTimeline } from '~/features/requests/requests.timeline.server'
import { packageImport, packageLineImport } from '~/features/shipments/packages.import.server'
import { referenceImport } from '~/features/shipments/references.import.server'
import { shipmentLineImport } from '~/features/shipments/shipment-lines.import.server'
import { shipmentAuditActions, shipmentAuditFields } from '~/features/shipments/shipments.audit'
import { shipmentFinder } from '~/features/shipments/shipments.find.server'
import { shipmentImport, shipmentProjection } from '~/features/shipments/shipments.import.server'
import { shipmentInvariants } from '~/features/shipments/shipments.invariants.server'
import { lateShipments } from '~/features/shipments/shipments.jobs.server'
import { shipmentsTimeline } from '~/features/shipments/shipments.timeline.server'
import { trackingEventImport } from '~/features/shipments/tracking-events.import.server'
import { catalogItemImport, itemPriceImport } from '~/features/supply/catalog.import.server'
import { findableItems, itemProjection } from '~/features/supply/item-words.server'
import { supplyAuditActions } from '~/features/supply/supply.audit'
import { itemFinder, proposalFinder } from '~/features/supply/supply.find.server'
import { supplyInvariants } from '~/features/supply/supply.invariants.server'
import { supplyMailer } from '~/features/supply/supply.mail.server'
import { housekeeping } from '~/work/housekeeping.server'
import type { Work } from '~/work/jobs'
import type {
  AuditAction,
  AuditField,
  Finder,
  ImportEntity,
  Invariant,
  JobHandler,
  Projection,
  RebateReads,
  Scheduled,
  Subscriber,
  SupplyReads,
  TimelineSource,
} from './registry.types'

// How features meet: one line per feature and kind. Nothing else knows all features.

export const timelineSources: TimelineSource[] = [
  ordersTimeline,
  shipmentsTimeline,
  invoicesTimeline,
  contractsTimeline,
  historyTimeline,
  requestsTimeline,
]

export const finders: Finder[] = [
  orderFinder,
  shipmentFinder,
  invoiceFinder,
  contractFinder,
  requestFinder,
  accountFinder,
  personFinder,
]

/** What suppliers have, for them and for the staff. */
export const supplyFinders: Finder<SupplyReads>[] = [purchaseFinder, proposalFinder, itemFinder]

/** What distributors have, for them and for the staff. */
export const rebateFinders: Finder<RebateReads>[] = [programmeFinder, statementFinder, servedFinder]

export const jobHandlers: JobHandler[] = [
  peopleMailer,
  resetSender,
  requestMailer,
  ratingMailer,
  recounter,
  statementMailer,
  statementLetter,
  supplyMailer,
  purchasesMailer,
  purchaseNewsMailer,
  sessionMaker,
  paymentMailer,
  reminderMailer,
  eventTaker,
]

export const subscribers: Subscriber[] = [askForRating, disputeTeller]

export const scheduled: Scheduled[] = [
  housekeeping,
  sweptFiles,
  findableProducts,
  lateOrders,
  lateShipments,
  turningContracts,
  noticeReminders,
  findableItems,
]

export const invariants: Invariant[] = [
  noStuckJob,
  auditWhole,
  rootIsTop,
  rootOfAccount,
  oneOpenInvitation,
  staffOrMember,
  ...orderInvariants,
  ...shipmentInvariants,
  ...invoiceInvariants,
  ...ledgerInvariants,
  ...contractInvariants,
  ...supplyInvariants,
  ...purchaseInvariants,
  ...requestInvariants,
  ...programmeInvariants,
  ratingDecided,
]

export const auditFields: AuditField[] = [
  ...commonAuditFields,
  ...orderAuditFields,
  ...shipmentAuditFields,
  ...requestAuditFields,
  ...programmeAuditFields,
  ...paymentAuditFields,
  ...contractAuditFields,
  ...purchaseAuditFields,
]

export const importEntities: ImportEntity[] = [
  accountImport,
  accountLinkImport,
  peopleImport,
  productImport,
  orderImport,
  orderLineImport,
  shipmentImport,
  shipmentLineImport,
  packageImport,
  packageLineImport,
  trackingEventImport,
  referenceImport,
  invoiceImport,
  invoiceLineImport,
  creditNoteImport,
  creditNoteLineImport,
  paymentImport,
  allocationImport,
  contractImport,
  contractDocumentImport,
  exchangeRateImport,
  catalogItemImport,
  itemPriceImport,
  purchaseOrderImport,
  purchaseOrderLineImport,
]

/** What follows from imported rows, each after those that it needs. */
export const projections: Projection[] = [
  treeProjection,
  productWordsProjection,
  shipmentProjection,
  orderProjection,
  counting('credit_note', creditNoteProjection),
  paymentProjection,
  counting('invoice', invoiceProjection),
  contractProjection,
  itemProjection,
  purchaseProjection,
  exchangeRateProjection,
]

export const work: Work = { handlers: jobHandlers, subscribers, scheduled }

export const auditActions: AuditAction[] = [
  ...orderAuditActions,
  ...shipmentAuditActions,
  ...historyAuditActions,
  ...requestAuditActions,
  ...ratingAuditActions,
  ...contractAuditActions,
  ...paymentAuditActions,
  ...peopleAuditActions,
  ...programmeAuditActions,
  ...supplyAuditActions,
  ...purchaseAuditActions,
  ...exchangeAuditActions,
  ...operationsAuditActions,
]
