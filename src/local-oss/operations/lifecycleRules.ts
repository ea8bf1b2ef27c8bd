import { ossError } from '../errors.ts'
import { storageClassOf } from '../metadata.ts'
import { child, children, type XmlElement } from '../xml.ts'

const ACTIONS = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortMultipartUpload',
]
const WHEN = ['Days', 'CreatedBeforeDate', 'Date', 'ExpiredObjectDeleteMarker', 'NoncurrentDays']
const DATE = /^\d{4}-\d\d-\d\dT00:00:00(\.000)?Z$/

/**
 * Holds the rules of PutBucketLifecycle against what the page says of them: a Prefix each, an action, days of 1 or more or a midnight of
 * UTC, a class to go to, and no id twice. Throws MalformedXML, InvalidArgument.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlifecycle
 */
export function checkRules(rules: XmlElement[]): void {
  for (const rule of rules) checkRule(rule)
  const ids = rules.map((rule) => child(rule, 'ID')?.text).filter(Boolean)
  if (ids.some((id) => (id?.length ?? 0) > 255)) throw ossError('InvalidArgument')
  if (new Set(ids).size < ids.length)
    throw ossError('InvalidArgument', { message: 'The ID of a lifecycle rule must be unique.' })
}

function checkRule(rule: XmlElement): void {
  const status = child(rule, 'Status')?.text
  if (!child(rule, 'Prefix') || (status !== 'Enabled' && status !== 'Disabled')) throw ossError('MalformedXML')
  const actions = rule.children.filter(({ name }) => ACTIONS.includes(name))
  if (actions.length === 0) throw ossError('MalformedXML')
  for (const action of actions) checkAction(action)
  for (const name of ACTIONS.filter((one) => !one.endsWith('Transition'))) {
    if (children(rule, name).length > 1) throw ossError('MalformedXML')
  }
}

function checkAction(action: XmlElement): void {
  const given = action.children.filter(({ name }) => WHEN.includes(name))
  if (given.length !== 1 || !given.every(isGood)) throw ossError('MalformedXML')
  if (!action.name.endsWith('Transition')) return
  const storageClass = child(action, 'StorageClass')?.text
  if (!storageClass || storageClassOf(storageClass) === 'Standard') throw ossError('MalformedXML')
}

function isGood({ name, text }: XmlElement): boolean {
  if (name === 'ExpiredObjectDeleteMarker') return text === 'true' || text === 'false'
  if (name.endsWith('Days')) return /^\d{1,9}$/.test(text) && Number(text) >= 1
  return DATE.test(text)
}
