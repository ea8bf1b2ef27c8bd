import { array, looseObject, number, object, optional, picklist, string } from 'valibot'

const scope = object({
  rows: picklist(['level', 'flat', 'found']),
  from: optional(string()),
  to: optional(string()),
  tests: array(looseObject({ is: string() })),
  except: array(string()),
  seen: object({ before: number(), since: array(object({ key: string(), etag: string(), modified: number() })) }),
  count: number(),
})

/** What a tab of another version of this page may have kept, or sent: what was chosen, one by one or as a whole. */
export const sourceShapes = array(
  object({ account: string(), region: string(), bucket: string(), key: string(), scope: optional(scope) }),
)
