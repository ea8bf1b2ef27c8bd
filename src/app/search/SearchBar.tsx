import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useFindWords } from '../../i18n/findWords.ts'
import { formatCount } from '../../i18n/format.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useMedia } from '../../ui/theme/useMedia.ts'
import { formOf, isSize, type SearchForm, searchOf } from './searchForm.ts'
import './search.css'

type SearchBarProps = {
  search: string
  found: number
  /** Objects looked at so far. */
  looked: number
  state: 'new' | 'walking' | 'stopped' | 'failed' | 'done'
  onSearch: (search: string) => void
  onStop: () => void
  onClose: () => void
}

const classes = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const

/** What to look for below the place, and how far the search has come. Enter begins, Esc leads back. */
export function SearchBar({ search, onSearch, onStop, onClose, ...progress }: SearchBarProps) {
  const { t } = useFindWords()
  const { t: why } = useObstacles()
  const [form, setForm] = useState(() => formOf(search))
  const isNarrow = useMedia('(max-width: 640px)')
  const [isOpen, setOpen] = useState(false)
  const ref = useRef<HTMLFormElement>(null)
  // Who opens a search wants to say what for, and who has found nothing wants to say it again; who comes back to one wants its rows.
  const isInVain = progress.state === 'done' && progress.found === 0
  useEffect(() => {
    const isIdle = document.activeElement === document.body
    if (search === '' || (isInVain && isIdle)) ref.current?.querySelector('input')?.focus()
  }, [search, isInVain])
  const set = (field: keyof SearchForm) => (value: string) => setForm({ ...form, [field]: value })
  const field = (name: Exclude<keyof SearchForm, 'storageClass'>) => (
    <label className={`search-${name}`}>
      <span>{t(name)}</span>
      <input
        className="text-input"
        type={isDay(name) ? 'date' : 'text'}
        value={form[name]}
        placeholder={isDay(name) ? undefined : t(`${name}.hint`)}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set(name)(event.target.value)}
      />
    </label>
  )
  const classField = useId()
  const options = classes.map((value) => ({ value, label: t(`class.${value}`) }))
  const { name: _, ...rest } = form
  const filters = Object.values(rest).filter((value) => value.trim() !== '').length
  const isBad = [form.larger, form.smaller].some((size) => !isSize(size))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (searchOf(form) !== '' && !isBad) onSearch(searchOf(form))
  }
  return (
    <search className="search" aria-label={t('below')}>
      <form
        ref={ref}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) onClose()
        }}
      >
        <div className="search-fields" data-folded={isNarrow && !isOpen}>
          {field('name')}
          {isNarrow && (
            <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {filters > 0 ? t('filtersOn', { count: filters }) : t('filters')}
            </Button>
          )}
          {field('larger')}
          {field('smaller')}
          {field('since')}
          {field('until')}
          <div className="search-storageClass">
            <label htmlFor={classField}>{t('class')}</label>
            <Select
              id={classField}
              value={form.storageClass}
              onChange={set('storageClass')}
              options={[{ value: '', label: t('anyClass') }, ...options]}
            />
          </div>
          {field('type')}
        </div>
        <div className="search-line">
          {isBad ? <p role="alert">{t('badSize')}</p> : <Progress {...progress} />}
          {progress.state === 'walking' && <Button onClick={onStop}>{t('stop')}</Button>}
          <ActionButton
            type="primary"
            htmlType="submit"
            obstacle={isBad ? t('badSize') : searchOf(form) === '' ? why('noSearch') : undefined}
          >
            {t('start')}
          </ActionButton>
          <Button type="text" icon={<CloseOutlined />} aria-label={t('close')} title={t('close')} onClick={onClose} />
        </div>
      </form>
    </search>
  )
}

function isDay(name: keyof SearchForm): name is 'since' | 'until' {
  return name === 'since' || name === 'until'
}

function Progress({ found, looked, state }: Pick<SearchBarProps, 'found' | 'looked' | 'state'>) {
  const { t, i18n } = useFindWords()
  if (state === 'new') return <p>{t('new')}</p>
  const figures = { found: formatCount(found, i18n.language), looked: formatCount(looked, i18n.language) }
  return <p role="status">{t(`is.${state}`, figures)}</p>
}
