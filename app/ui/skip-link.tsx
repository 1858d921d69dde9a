import { useTranslation } from 'react-i18next'

/** First thing on a page for the keyboard: jumps over the frame to `<main id="main">`. */
export function SkipLink() {
  const { t } = useTranslation('ui')
  return (
    <a className="skip" href="#main">
      {t('skip')}
    </a>
  )
}
