/* The picture of a catalog item: live, or proposed. */
import { useTranslation } from 'react-i18next'

export function ItemPicture({ imageKey, title }: { imageKey: string; title: string }) {
  const { t } = useTranslation('supply')
  return (
    <img
      src={`/files/${imageKey}`}
      alt={t('pictureOf', { title })}
      loading="lazy"
      className="max-h-48 max-w-full rounded border border-line bg-surface"
    />
  )
}
