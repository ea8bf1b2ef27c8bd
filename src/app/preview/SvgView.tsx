import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { paintSvg } from './paintSvg.ts'

/** An SVG as a still picture. */
export function SvgView({ bytes, name }: { bytes: Blob; name: string }) {
  const { t } = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | 'broken'>()
  useEffect(() => {
    if (!canvas.current) return
    paintSvg(bytes, canvas.current, window.devicePixelRatio).then(setSize, () => setSize('broken'))
  }, [bytes])
  if (size === 'broken') return <Notice tone="warn">{t('brokenMedia')}</Notice>
  return <canvas ref={canvas} className="preview-image" style={{ width: size?.width }} role="img" aria-label={name} />
}
