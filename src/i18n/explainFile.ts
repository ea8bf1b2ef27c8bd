import type { TFunction } from 'i18next'
import type { FileFault } from '../engine/plan/fileFault.ts'
import { visible } from './visible.ts'
import './fileFaults.ts'

/** What is wrong in a rule file, and where, in words. */
export function explainFile(fault: FileFault, t: TFunction<'fileFaults'>): string {
  if (fault.is === 'json') return fault.line === undefined ? t('jsonAnywhere') : t('json', fault)
  const path = fault.path === '' ? t('file') : shown(fault.path)
  if (fault.is === 'headerName') return t('headerName', { path, name: shown(fault.name) })
  if (fault.is === 'unknown' || fault.is === 'ofPlan') return t('unknown', { path })
  return t(fault.is, { path, allowed: fault.allowed.join(t('or')) })
}

/** Of names that anybody can have written. */
function shown(name: string): string {
  return visible(name.length > 120 ? `${name.slice(0, 120)}…` : name)
}
