type ProgressProps = { label: string; fraction: number; tone?: 'moving' | 'still' | 'failed' }

export function Progress({ label, fraction, tone = 'moving' }: ProgressProps) {
  const percent = Math.floor(fraction * 100)
  return (
    <div
      className={`progress progress-${tone}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className="progress-done" style={{ transform: `scaleX(${fraction})` }} />
    </div>
  )
}
