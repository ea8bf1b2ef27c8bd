import type { JobView } from '../../../engine/jobs/types.ts'
import { pathOf, seriesOf } from './graph.ts'

const box = { width: 96, height: 28 }

/** The course of a job in its row. Its figures stand beside it, and in the details in words. */
export function Sparkline({ view }: { view: JobView }) {
  const series = seriesOf(view.throughput)
  return (
    <div className="job-spark">
      {series && (
        <svg viewBox={`0 -1 ${box.width} ${box.height + 2}`} preserveAspectRatio="none" aria-hidden>
          <path className="graph-area" d={pathOf(series, box, true)} />
          <path className="graph-line" d={pathOf(series, box)} />
        </svg>
      )}
    </div>
  )
}
