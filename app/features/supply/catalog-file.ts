import { writtenFields } from './proposal'

/** The columns of a file of the catalog: what is downloaded can be changed and uploaded again. `image` is the name of a picture. */
export const fileColumns = [
  'sku',
  ...writtenFields,
  'image',
  'price',
  'currency',
  'price_list',
  'break_quantity',
  'valid_from',
] as const
export type FileColumn = (typeof fileColumns)[number]
export type FileRow = Record<FileColumn, string | null>
