import type { ReactNode } from 'react'
import { Fragment } from 'react'

/**
 * A text with elements in its marked places: `Shipment <n/> of <o/>` with `n` and `o`. The library's own way also reads markup with
 * attributes and nesting, which no text of ours has, and would be four kilobytes of every page that uses it.
 */
export const Filled = ({ text, parts }: { text: string; parts: Record<string, ReactNode> }) =>
  text.split(/<(\w+)\/>/).map((piece, index) => {
    const key = `${index} ${piece}`
    return <Fragment key={key}>{index % 2 === 1 ? parts[piece] : piece}</Fragment>
  })
