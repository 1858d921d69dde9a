/* Maps, charts, gauges. The drawings come from the server, as on every page. */
import { Chart } from '../chart'
import type { ChartPair } from '../chart.server'
import { Gauge } from '../gauge'
import { WayMap } from '../map'
import type { MapDrawing } from '../map.server'
import { Sample, Stack, useSample } from './sample'

export type Drawings = {
  map: MapDrawing
  road: MapDrawing
  pacific: MapDrawing
  bars: ChartPair
  line: ChartPair
  rows: { bars: { label: string; text: string }[]; line: { label: string; text: string }[] }
}
export function DrawingSamples({ drawings }: { drawings: Drawings }) {
  const t = useSample()
  return (
    <>
      <Sample name="map" full>
        <WayMap drawing={drawings.map} title={t('map.title')} description={t('map.text')} />
        <WayMap drawing={drawings.road} title={t('map.road')} description={t('map.road')} />
        <WayMap drawing={drawings.pacific} title={t('map.pacific')} description={t('map.pacific')} />
      </Sample>
      <Sample name="chart" full>
        <div className="grid gap-9 mid:grid-cols-2">
          <Stack>
            <h3>{t('chart.bars')}</h3>
            <Chart
              drawing={drawings.bars}
              title={t('chart.bars')}
              description={t('chart.barsText')}
              head={[t('chart.month'), t('chart.value')]}
              rows={drawings.rows.bars}
              legend={['actual', 'due']}
            />
          </Stack>
          <Stack>
            <h3>{t('chart.line')}</h3>
            <Chart
              drawing={drawings.line}
              title={t('chart.line')}
              description={t('chart.lineText')}
              head={[t('chart.month'), t('chart.share')]}
              rows={drawings.rows.line}
            />
          </Stack>
          <div>
            <Gauge value={0.74} expected={0.8} target={0.8} ruler label={t('chart.gauge')} />
          </div>
          <div>
            <p className="mb-1.5 flex justify-between text-sm">
              <b>{t('chart.import')}</b>
              <span className="text-ink-2 tabular-nums">{t('chart.importText')}</span>
            </p>
            <Gauge thin value={0.71} label={t('chart.importText')} />
          </div>
        </div>
      </Sample>
    </>
  )
}
