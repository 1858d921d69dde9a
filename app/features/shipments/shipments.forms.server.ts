import { z } from 'zod'
import { isLocalTime, isTimeZone } from '~/values/local-date'
import { recordable } from './shipment'

/** Why a report is taken back; the customer reads it. */
export const retractForm = z.object({
  reason: z.string('shipments:retract.missing').trim().min(3, 'shipments:retract.missing').max(300, 'shipments:retract.long'),
})
export type RetractForm = z.output<typeof retractForm>

/** What a carrier told by phone: what happened, where, and when on the clock of the place. */
export const recordForm = z.object({
  status: z.enum(recordable, 'shipments:record.statusMissing'),
  happened_at: z.string('shipments:record.bad').refine(isLocalTime, 'shipments:record.bad'),
  time_zone: z.string('shipments:record.bad').refine((zone) => zone.length <= 64 && isTimeZone(zone), 'shipments:record.bad'),
  place: z
    .string('shipments:record.placeMissing')
    .trim()
    .min(1, 'shipments:record.placeMissing')
    .max(120, 'shipments:retract.long'),
  package: z.coerce.number().int().min(1).max(4_294_967_295).optional(),
  note: z.string().trim().max(500, 'shipments:retract.long').optional(),
})
export type RecordForm = z.output<typeof recordForm>

/** A paper that proves the delivery. */
export const proofForm = z.object({ file: z.instanceof(File, { error: 'files:missing' }) })
export type ProofForm = z.output<typeof proofForm>
