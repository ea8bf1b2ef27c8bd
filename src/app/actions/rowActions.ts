/** What can be done with the rows that are chosen. */
import { formatOssPath } from '../address/ossPath.ts'
import { useDetails } from '../details/detailsStore.ts'
import type { DialogName } from '../dialogs/Dialogs.tsx'
import { type Row, totalsOf } from '../listing/rows.ts'
import { measure } from '../measure/measures.ts'
import { showInFolder } from '../places/showInFolder.ts'
import { refsOf } from '../requests/requests.ts'
import type { Action, ActionContext, Obstacle, PaneHandlers } from './action.ts'

function none({ rows }: ActionContext): Obstacle | undefined {
  return rows.length === 0 ? 'none' : undefined
}

/** For one row of one kind. */
function notOne(kind?: Row['is']): (at: ActionContext) => Obstacle | undefined {
  return ({ rows: [row, second] }) => {
    if (!row || second) return row ? 'many' : 'none'
    if (kind === undefined || row.is === kind) return undefined
    return kind === 'object' ? 'object' : 'folder'
  }
}

/** OSS follows no link from a link. */
function notLinkable(at: ActionContext): Obstacle | undefined {
  const [row] = at.rows
  return notOne('object')(at) ?? (row?.is === 'object' && row.type === 'Symlink' ? 'link' : undefined)
}

/** Below a prefix there may be anything. */
function notArchived(at: ActionContext): Obstacle | undefined {
  const { prefixes, archived } = totalsOf(at.rows)
  return none(at) ?? (prefixes + archived > 0 ? undefined : 'warm')
}

/** Rows of many places, as a search has found them. */
function isDeep({ place }: ActionContext): boolean {
  return place.isFlat === true || place.search !== undefined
}

function isOnly(kind: Row['is']): (at: ActionContext) => boolean {
  return ({ rows: [row, second] }) => row?.is === kind && second === undefined
}

function prefixesOf({ rows }: ActionContext): Row[] {
  return rows.filter(({ is }) => is === 'prefix')
}

function noFolder(at: ActionContext): Obstacle | undefined {
  return none(at) ?? (prefixesOf(at).length > 0 ? undefined : 'folder')
}

function noPlaceInOtherPane({ otherPlace }: ActionContext): Obstacle | undefined {
  return otherPlace === null ? 'noPlace' : undefined
}

function dialog(name: DialogName): Action<PaneHandlers>['run'] {
  return (_, { openDialog }) => openDialog(name)
}

function count(at: ActionContext): void {
  const { account, home, place, rows } = at
  useDetails.setState({ isOpen: true })
  measure(account, refsOf(home, rows.length > 0 ? prefixesOf(at) : [{ key: place.prefix }]))
}

const onlyPrefix = isOnly('prefix')
const isSplit = ({ otherPlace }: ActionContext) => otherPlace !== undefined

export const rowActions = {
  open: {
    words: 'open',
    keys: { own: ['Enter'] },
    isFor: onlyPrefix,
    run: ({ rows: [row] }, { open }) => row && open(row),
  },
  preview: {
    words: 'preview',
    deed: ['download'],
    isFor: (at) => !onlyPrefix(at),
    why: notOne('object'),
    run: dialog('preview'),
  },
  showInFolder: {
    words: 'showInFolder',
    isFor: (at) => isDeep(at) && at.rows.length === 1,
    run: ({ home, rows: [row], pane }) => row && showInFolder(home.bucket, row.key, pane),
  },
  copyTo: { words: 'copyTo', deed: ['copy', 'source'], writes: true, why: none, run: dialog('copyTo') },
  moveTo: { words: 'moveTo', deed: ['move', 'source'], writes: true, why: none, run: dialog('moveTo') },
  rename: {
    words: 'rename',
    deed: ['move', 'source'],
    deedHere: ['move', 'target'],
    writes: true,
    keys: { rows: ['F2'] },
    why: notOne(),
    run: dialog('rename'),
  },
  metadata: {
    words: 'metadata',
    deed: ['edit', 'place', 'oss:GetObject'],
    writes: true,
    why: none,
    run: dialog('metadata'),
  },
  copyBeside: {
    words: 'pane.copy',
    deed: ['copy', 'source'],
    writes: true,
    keys: { page: ['F5'] },
    isFor: isSplit,
    why: (at) => none(at) ?? noPlaceInOtherPane(at),
    run: (_, { send }) => send(false),
  },
  moveBeside: {
    words: 'pane.move',
    deed: ['move', 'source'],
    writes: true,
    keys: { page: ['F6'] },
    isFor: isSplit,
    why: (at) => none(at) ?? noPlaceInOtherPane(at),
    run: (_, { send }) => send(true),
  },
  copy: { words: 'key.copy', keys: { own: ['Ctrl C'] }, why: none, run: (_, { take }) => take('copy') },
  cut: { words: 'key.cut', writes: true, keys: { own: ['Ctrl X'] }, why: none, run: (_, { take }) => take('cut') },
  paste: {
    words: 'key.paste',
    deedHere: ['copy', 'target'],
    writes: true,
    keys: { own: ['Ctrl V'] },
    run: (_, { paste }) => paste(),
  },
  duplicate: {
    words: 'duplicate',
    deed: ['copy', 'source'],
    deedHere: ['copy', 'target'],
    writes: true,
    keys: { rows: ['Ctrl D'] },
    why: (at) => none(at) ?? (isDeep(at) && at.rows.length > 1 ? 'many' : undefined),
    run: (_, { duplicate }) => duplicate(),
  },
  download: { words: 'download', deed: ['download'], keys: { page: ['Ctrl S'] }, why: none, run: dialog('download') },
  uploadInto: { words: 'uploadInto', deed: ['upload'], writes: true, why: notOne('prefix'), run: dialog('uploadInto') },
  share: { words: 'share', why: none, run: dialog('share') },
  versions: {
    words: 'versions',
    deed: ['versions', 'place', 'oss:ListObjectVersions'],
    why: notOne(),
    run: dialog('versions'),
  },
  undelete: { words: 'undelete', deed: ['undelete'], writes: true, why: noFolder, run: dialog('undelete') },
  restore: { words: 'restore', deed: ['restore'], writes: true, why: notArchived, run: dialog('restore') },
  rulesBelow: {
    words: 'place.rules',
    deed: ['browse', 'place', 'oss:ListObjects'],
    writes: true,
    isFor: onlyPrefix,
    run: dialog('rules'),
  },
  symlink: { words: 'symlink', deedHere: ['make'], writes: true, why: notLinkable, run: dialog('symlink') },
  address: {
    words: 'address',
    why: none,
    run: ({ home, rows }, { copyAddresses }) => copyAddresses(rows.map(({ key }) => formatOssPath(home.bucket, key))),
  },
  measure: {
    words: 'measure',
    deed: ['browse', 'place', 'oss:ListObjects'],
    why: (at) => (at.rows.length > 0 && totalsOf(at.rows).prefixes === 0 ? 'noPrefix' : undefined),
    run: count,
  },
  remove: {
    words: 'remove',
    deed: ['remove'],
    writes: true,
    keys: { rows: ['Delete', 'Meta Backspace'] },
    why: none,
    run: dialog('remove'),
  },
} satisfies Record<string, Action<PaneHandlers>>
