import type { ColumnType } from 'kysely'

/** BIGINT UNSIGNED, read as text, since JavaScript would round it. Never shown to anyone. */
export type Id = string
/** DECIMAL, read and written as text. */
export type Decimal = string
export type Flag = ColumnType<number, number | boolean, number | boolean>
export type Defaulted<T> = ColumnType<T, T | undefined, T>
/** A column that may be null and may be left out when inserting. */
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>
/** DATE: a calendar day as text, 'YYYY-MM-DD'. */
export type Day = string

/** Every row of an account says whose it is; big lists carry the top of the tree as well. */
export type Tenant = { account_id: Id; root_account_id: Id }
export type Versioned = { version: Defaulted<number>; created_at: Date; updated_at: Date }
