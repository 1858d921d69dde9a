import { writtenFields } from './proposal'

/** The columns of a file of the catalog: what is downloaded can be changed and uploaded again. */
export const fileColumns = ['sku', ...writtenFields, 'price', 'currency', 'price_list', 'break_quantity', 'valid_from'] as const
export type FileColumn = (typeof fileColumns)[number]
export type FileRow = Record<FileColumn, string | null>
