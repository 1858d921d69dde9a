/* Tables. ListTable: one record per row, the row is one link, on a phone each row becomes a card. DataTable: the lines of one
   record. Both are plain <table> written in one loop: a list is drawn thousands of times, so a cell is one element. */

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names'

/** Where a cell goes in the phone's card: 1 top left, 2 top right, 3 and 4 the second line, 5 and 6 full width. Without: not shown. */
export type CardPlace = 1 | 2 | 3 | 4 | 5 | 6

export type Sort = { href: string; direction?: 'ascending' | 'descending' | undefined }
export type Column<Row> = {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Right-aligned, tabular figures. */
  numeric?: boolean | undefined
  /** Second ink, one line: for what explains. */
  quiet?: boolean | undefined
  /** Takes a third of the width: for the column with the names. */
  grow?: boolean | undefined
  /** One line, cut with an ellipsis; `cut` columns share the space that is left. */
  cut?: boolean | undefined
  place?: CardPlace | undefined
  /** Said before the value in the card. */
  cardLabel?: string | undefined
  /** Leaves when room is short: 'early' before 'first' before 'second'; on a phone `place` decides alone. */
  leaves?: 'early' | 'first' | 'second' | undefined
  sort?: Sort | undefined
  className?: string | undefined
}

type Shared<Row> = {
  /** What the table lists, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
}
export type ListTableProps<Row> = Shared<Row> & {
  /** Where the row leads. The first column's content becomes the link. */
  hrefOf: (row: Row) => string
  rowClass?: ((row: Row) => string | undefined) | undefined
}

const cellClass = <Row,>(column: Column<Row>): string | undefined =>
  cx(
    column.numeric && 'num',
    column.quiet && 'quiet',
    column.grow && 'grow',
    column.cut && 'cut',
    column.leaves && `leaves-${column.leaves}`,
    column.place && `k${column.place}`,
    column.className,
  )

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={cellClass(column)} aria-sort={column.sort?.direction}>
            {column.sort ? <SortLink sort={column.sort}>{column.head}</SortLink> : column.head}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function SortLink({ sort, children }: { sort: Sort; children: ReactNode }) {
  const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <a href={sort.href} data-stay>
      {children}
      {sort.direction ? <Arrow className="icon icon-s" aria-hidden="true" /> : null}
    </a>
  )
}

export function ListTable<Row>({ caption, columns, rows, keyOf, hrefOf, rowClass }: ListTableProps<Row>) {
  const classes = columns.map(cellClass)
  return (
    <div className="list-frame">
      <table className="list" data-list="">
        <caption className="sr">{caption}</caption>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={rowClass?.(row)}>
              {columns.map((column, index) => (
                <td key={column.key} className={classes[index]} data-l={column.cardLabel}>
                  {index === 0 ? (
                    <a className="hit" href={hrefOf(row)}>
                      {column.cell(row)}
                    </a>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Rows of sums under a DataTable: a label, then the value in the last column of figures. */
export type SumRow = { key: string; label: ReactNode; value: ReactNode; total?: boolean | undefined }
export type DataTableProps<Row> = Shared<Row> & {
  sums?: readonly SumRow[] | undefined
  rowId?: ((row: Row) => string) | undefined
}

export function DataTable<Row>({ caption, columns, rows, keyOf, sums, rowId }: DataTableProps<Row>) {
  const classes = columns.map(cellClass)
  const figures = columns.findLastIndex((column) => column.numeric)
  const before = columns.slice(0, figures)
  // A row of sums has a cell for each column that leaves, which leaves with it: a span would keep its width.
  const leaving = before.filter((column) => column.leaves)
  return (
    <div className="list-frame list-frame-plain">
      <table className="list list-plain">
        <caption className="sr">{caption}</caption>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} id={rowId?.(row)}>
              {columns.map((column, index) => (
                <td key={column.key} className={classes[index]} data-l={column.cardLabel}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {sums?.length ? (
          <tfoot>
            {sums.map((sum) => (
              <tr key={sum.key} className={sum.total ? 'total' : undefined}>
                <th scope="row" colSpan={before.length - leaving.length}>
                  {sum.label}
                </th>
                {leaving.map((column) => (
                  <td key={column.key} className={`leaves-${column.leaves}`} />
                ))}
                <td className="num">{sum.value}</td>
                {columns.slice(figures + 1).map((column) => (
                  <td key={column.key} className={cellClass(column)} />
                ))}
              </tr>
            ))}
          </tfoot>
        ) : null}
      </table>
    </div>
  )
}

/** A number people say on the phone (SO-48102): proportional figures, medium weight, never wrapped. */
export function RecordNumber({ children }: { children: ReactNode }) {
  return <span className="no">{children}</span>
}

/** Two lines in one cell: a name and what explains it. */
export function TwoLines({ children, small }: { children: ReactNode; small: ReactNode }) {
  return (
    <span className="two">
      {children}
      <small>{small}</small>
    </span>
  )
}

/** Shown in the phone's card only, after a cell's own text. */
export function CardOnly({ children }: { children: ReactNode }) {
  return <span className="phone quiet"> {children}</span>
}

/** "25 shown" and the like, when a table is short and has no pager. */
export function RowCount({ count }: { count: number }) {
  const { t } = useTranslation('ui')
  return <p className="row-count">{t('rows', { count })}</p>
}
