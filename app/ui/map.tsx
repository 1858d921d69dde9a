/* The way of a shipment. Solid is travelled, dotted is planned. Drawn on the server (map.server.ts); stops keep their size while
   the map shrinks, because the outer drawing counts in pixels and only the ground inside it is scaled. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapDrawing, MapStop } from './map.server'

export type WayMapProps = {
  drawing: MapDrawing
  /** "The way of SH-90377". */
  title: string
  /** The way in one or two sentences, for those who do not see it. */
  description: string
}
export function WayMap({ drawing, title, description }: WayMapProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  const air = drawing.legs.some((leg) => leg.mode === 'air')
  const degreesText = (degrees: number) =>
    degrees % 180 === 0 ? `${Math.abs(degrees)}°` : t(degrees < 0 ? 'map.west' : 'map.east', { degrees: Math.abs(degrees) })
  const planned = drawing.legs.some((leg) => leg.planned)
  return (
    <figure className="map">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, also by keyboard */}
      <section className="map-frame" tabIndex={0} aria-label={t('map.scroll', { title })}>
        <svg role="img" aria-labelledby={`${id}t ${id}d`}>
          <title id={`${id}t`}>{title}</title>
          <desc id={`${id}d`}>{description}</desc>
          <svg
            viewBox={`0 0 ${drawing.width} ${drawing.height}`}
            width="100%"
            height="100%"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path className="map-grid" d={drawing.graticule} />
            <path className="map-land" d={drawing.land} />
            {drawing.borders ? <path className="map-border" d={drawing.borders} /> : null}
            {drawing.legs.map((leg, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the legs of one drawing never move
              <g key={index}>
                {leg.mode === 'air' ? null : <path className="map-leg map-halo" d={leg.path} />}
                <path className={`map-leg map-${leg.mode}${leg.planned ? ' map-planned' : ''}`} d={leg.path} />
              </g>
            ))}
          </svg>
          {drawing.meridians.map(({ x, degrees }) => (
            <svg key={degrees} x={`${x}%`} overflow="visible" aria-hidden="true">
              <path className="map-tick" d="M0 0v8" />
              <text className="map-degree" y="20" textAnchor="middle">
                {degreesText(degrees)}
              </text>
            </svg>
          ))}
          {drawing.stops.map((stop) => (
            <Stop key={`${stop.name}${stop.x}`} stop={stop} />
          ))}
        </svg>
      </section>
      <figcaption className="map-key">
        <span>{t('map.done')}</span>
        {planned ? <span className="key-planned">{t('map.planned')}</span> : null}
        {air ? <span className="key-air">{t('map.air')}</span> : null}
      </figcaption>
    </figure>
  )
}

function Stop({ stop }: { stop: MapStop }) {
  const { dx, dy, width, lines } = stop.label
  const here = stop.kind === 'here'
  return (
    <svg x={`${stop.x}%`} y={`${stop.y}%`} overflow="visible" aria-hidden="true" className={stop.minor ? 'map-minor' : undefined}>
      {here ? <circle className="map-ring" r="18" /> : null}
      {here ? (
        <circle className="map-dot map-dot-here" r="5.5" />
      ) : (
        <rect
          className={`map-dot map-dot-${stop.kind}`}
          fill={stop.kind === 'lost' ? 'url(#hatch-lost)' : undefined}
          x="-5"
          y="-5"
          width="10"
          height="10"
          rx="3"
        />
      )}
      <g className={here ? 'map-label map-label-here' : 'map-label'}>
        <rect x={dx} y={dy} width={width} height={lines * 15 + 4} rx="4" />
        <text className="map-name" x={dx + 5} y={dy + 13}>
          {stop.name}
        </text>
        {stop.note ? (
          <text x={dx + 5} y={dy + 28}>
            {stop.note}
          </text>
        ) : null}
      </g>
    </svg>
  )
}
