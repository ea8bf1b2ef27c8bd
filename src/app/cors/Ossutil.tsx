import { CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCorsWords } from '../../i18n/corsWords.ts'
import { corsXml } from '../../oss/bucketSettings.ts'
import type { Cors } from '../../oss/types.ts'
import { useCopyText } from '../../ui/messages/useCopyText.ts'

/** `isWhole`: the rules that stand are in `cors`, too. */
type OssutilProps = { bucket: string; cors: Cors; isWhole: boolean }

/** The same by command: it replaces all rules, which is said. */
export function Ossutil({ bucket, cors, isWhole }: OssutilProps) {
  const { t } = useCorsWords()
  const copy = useCopyText()
  const read = `ossutil api get-bucket-cors --bucket ${bucket}`
  const set = `ossutil api put-bucket-cors --bucket ${bucket} --cors-configuration file://cors.xml`
  const commands = isWhole ? set : `${read}\n${set}`
  const file = corsXml(cors, (depth) => `\n${'  '.repeat(depth)}`)
  return (
    <details className="cors-ossutil">
      <summary>{t('ossutil')}</summary>
      <p className="dialog-note">{t(isWhole ? 'ossutilWhole' : 'ossutilReplaces')}</p>
      <Scrolled text={commands} />
      <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => copy(set)}>
        {t('copyCommand')}
      </Button>
      <Scrolled text={file} />
      <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => copy(file)}>
        {t('copyFile')}
      </Button>
    </details>
  )
}

function Scrolled({ text }: { text: string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  return <pre tabIndex={0}>{text}</pre>
}

export function CopyButton({ label, text }: { label: string; text: string }) {
  const copy = useCopyText()
  return (
    <Button
      type="text"
      size="small"
      icon={<CopyOutlined aria-hidden />}
      aria-label={label}
      title={label}
      onClick={() => copy(text)}
    />
  )
}
