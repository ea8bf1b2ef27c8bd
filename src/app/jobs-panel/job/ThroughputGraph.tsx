import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { formatElapsed } from './duration.ts'
import { pathOf, type Series, seriesOf } from './graph.ts'
import { useRate } from './useRate.ts'

const box = { width: 600, height: 64 }

/** How fast a job was over its time, as a picture and in a sentence. */
export function ThroughputGraph({ view }: { view: JobView }) {
  const series = seriesOf(view.throughput)
  return series ? <Graph series={series} /> : null
}

function Graph({ series }: { series: Series }) {
  const { t, i18n } = useTranslation('panel')
  const rate = useRate(series.of)
  const id = useId()
  const time = formatElapsed(series.worked, t, i18n.language)
  return (
    <figure className="graph" aria-labelledby={id}>
      <figcaption id={id} className="graph-text">
        {t('graph.text', { average: rate(series.average), most: rate(series.most), time })}
      </figcaption>
      <svg viewBox={`0 -1 ${box.width} ${box.height + 2}`} preserveAspectRatio="none" aria-hidden>
        <path className="graph-area" d={pathOf(series, box, true)} />
        <path className="graph-line" d={pathOf(series, box)} />
      </svg>
      <span className="graph-most" aria-hidden>
        {rate(series.most)}
      </span>
      <span className="graph-time" aria-hidden>
        {time}
      </span>
    </figure>
  )
}
