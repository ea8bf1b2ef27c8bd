import type { QueryClient } from '@tanstack/react-query'
import { keepDraft } from '../../app/drafts/drafts.ts'
import { surveyQuery } from '../../app/metadata/many/surveyQuery.ts'
import type { Survey } from '../../app/metadata/many/valueCounts.ts'
import { presets } from '../../app/rules/presets.ts'
import { RulesDialog } from '../../app/rules/RulesDialog.tsx'
import { emptyRule, type RuleForm } from '../../app/rules/ruleForm.ts'
import { saveRule } from '../../app/rules/savedRules.ts'
import { sourceOf } from '../../engine/rules/rule.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import { choose, press } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { me } from '../world/accounts.ts'
import { head, seen } from '../world/heads.ts'
import { at, home, longName } from '../world/objects.ts'
import { read } from '../world/reads.ts'

const place = at('photos/2024/')

function of(lay?: State['lay'], hand?: State['hand']): State {
  return {
    draw: () => (
      <OpenDialog>
        {(onClose) => <RulesDialog account={me} home={home} prefix={place.key} onClose={onClose} />}
      </OpenDialog>
    ),
    ...(lay && { lay }),
    ...(hand && { hand }),
  }
}

const list = '.rule-choice .ant-select'
const count = '.rule-count button'
/** The first one behind "New rule". */
const pages = () => choose(list, 1)

/** What the first preset, for web pages, would find. */
const askedPages = surveyQuery(me, [sourceOf({ name: '', ...presets.pages }, place, 0)], [])
const page = { ...head, headers: { 'Content-Type': bytesOf('text/html') } }
const cached = { ...page, headers: { ...page.headers, 'Cache-Control': bytesOf('no-store') } }
const counted: Survey = {
  objects: [seen(page), { ...seen(page), key: `photos/2024/${longName}.html` }, seen(cached)],
  ...{ links: 1, of: 3, isWhole: true },
}
const surveyed = (of: Survey) => (client: QueryClient) => read(client, askedPages, of)

/** As somebody had typed it before a reload. */
const typed = (form: Partial<RuleForm>) => () => keepDraft({ kind: 'rule', at: place }, { ...emptyRule, ...form })
const wrong: Partial<RuleForm> = {
  from: 'large',
  days: '0',
  conditions: [
    { id: 0, kind: 'header', name: 'Content-Type', is: 'found', value: '(' },
    { id: 1, kind: 'meta', name: '', is: 'equal', value: '王小波' },
    { id: 2, kind: 'tag', name: 'project', is: 'absent', value: '' },
  ],
}
const rich: Partial<RuleForm> = {
  ...{
    name: longName.slice(-100),
    names: '*.html "two words*"',
    from: '64KB',
    to: '1GB',
    days: '90',
    storageClass: 'IA',
  },
  conditions: [{ id: 0, kind: 'header', name: 'Content-Type', is: 'notFound', value: '^text/html\\s*(?:;|$)' }],
}
const saved = () => {
  saveRule(me.id, { name: 'Pages of the shop', ...presets.pages })
  saveRule(me.id, { name: longName.slice(-100), ...presets.charset })
}

export const rules: Part = {
  frame: 'sheet',
  states: {
    form: of(),
    list: of(saved, () => choose(list)),
    saved: of(saved, pages),
    kept: of(typed(rich)),
    problems: of(typed(wrong)),
    preview: of(surveyed(counted), pages),
    sample: of(surveyed({ ...counted, isWhole: false }), pages),
    none: of(surveyed({ objects: [], links: 0, of: 0, isWhole: true }), pages),
    counting: of(undefined, () => press(count)),
  },
}
