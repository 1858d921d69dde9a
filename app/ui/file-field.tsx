/* A field for files that says what is too large before it is sent: what is typed beside it stays, which a server that reads no more
   than it takes cannot give back. */
import type { ChangeEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextFieldProps } from './field'
import { TextField } from './field'

const megabyte = 1_048_576

export type FileFieldProps = Omit<TextFieldProps, 'type' | 'onChange'> & {
  /** Bytes that each file may have. */
  most: number
  /** Bytes that all of them may have together. */
  mostOfAll?: number | undefined
}
export function FileField({ most, mostOfAll, error, ...props }: FileFieldProps) {
  const { t } = useTranslation('ui')
  const input = useRef<HTMLInputElement | null>(null)
  const [large, setLarge] = useState<string | null>(null)
  const look = (event: ChangeEvent<HTMLInputElement>) => {
    input.current = event.target
    const files = [...(event.target.files ?? [])]
    const one = files.find((file) => file.size > most)
    const sum = files.reduce((bytes, file) => bytes + file.size, 0)
    if (one) setLarge(t('files.large', { name: one.name, size: most / megabyte }))
    else setLarge(mostOfAll !== undefined && sum > mostOfAll ? t('files.largeTogether', { size: mostOfAll / megabyte }) : null)
  }
  useEffect(() => {
    const form = large === null ? null : input.current?.form
    const stop = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
      input.current?.focus()
    }
    form?.addEventListener('submit', stop)
    return () => form?.removeEventListener('submit', stop)
  }, [large])
  return <TextField {...props} type="file" onChange={look} error={large ?? error} />
}
