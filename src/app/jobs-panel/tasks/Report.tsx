import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { titleOf } from '../job/jobTitle.ts'
import { type ReportFormat, saveReport } from './saveReport.ts'

const formats: ReportFormat[] = ['csv', 'json']

/** Every object of the job with its end and its proof, as a file. */
export function Report({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const save = (format: ReportFormat) => saveReport(view, format, fileName(titleOf(view.request, t)))
  return (
    <div className="report">
      <span>{t('report')}</span>
      {formats.map((format) => (
        <Button
          key={format}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={t('report.save', { format: format.toUpperCase() })}
          onClick={() => save(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </div>
  )
}

/** File systems take no slashes, and a name has its quotation marks in a sentence only. */
const fileName = (title: string) => title.replaceAll(/[\\/:*?"“”<>|]+/g, '-').replaceAll(/^-+|-+$/g, '')
