import { editable, type Kind, makePlaces, placed, places } from '../../test/objectKinds.ts'
import { propertiesOf } from '../../test/properties.ts'
import { type Case, changeOf, choose, done, edited, editOne, encodings, make, setMany, undo } from '../propertyForms.ts'
import { expect, place as inBucket, test } from '../world.ts'

/** Every kind of object in every kind of bucket, with values in every encoding, through the forms of one object, of many, and of a rule. */

const home = (key: string) => inBucket('ferry-photos', `kinds/${key}`)

for (const place of places) {
  const kinds: Kind[] = [...editable(place), 'link']
  // A link has no values of its own that could be read.
  const casesOf = (kind: Kind): Case[] =>
    (kind === 'link' ? encodings.slice(0, 1) : encodings).map((encoding) => ({
      kind,
      place,
      encoding,
      at: placed(place, home(`${kind} ${encoding}`)),
    }))
  const cases = kinds.flatMap(casesOf)

  test.describe(`in a bucket with ${place}`, () => {
    test.beforeEach(async ({ app, ferry, witness }) => {
      const by = { ...witness, store: ferry.localOss }
      await makePlaces(by, home(''))
      for (const one of cases) await make(by, ferry.localOss.settings, one)
      await app.goTo(placed(place, home('')).bucket, 'kinds/')
    })

    test('one after the other is edited, and undone', async ({ app, witness }) => {
      test.setTimeout(180_000)
      for (const one of cases) {
        const before = await editOne(app, witness, one)
        await undo(app, changeOf(`${one.kind} ${one.encoding}`))
        expect(await propertiesOf(witness, one.at), one.at.key).toEqual(before)
      }
    })

    test('class and encryption of each are changed, and undone', async ({ app, page, witness }) => {
      test.setTimeout(120_000)
      for (const { kind, at } of cases.filter(({ kind, encoding }) => encoding === 'GBK' && hasClass(kind))) {
        const name = `${kind} GBK`
        const before = await propertiesOf(witness, at)
        await app.choose(name, 'Edit metadata')
        await choose(page, app.dialog(), 'Storage class', 'Infrequent Access')
        await choose(page, app.dialog(), 'Server-side encryption', 'AES256')
        await app.dialog().getByRole('button', { name: 'Save 2 changes' }).click()
        await done(app, name)
        const [size] = JSON.parse(before.listed)
        const head = { ...before.head, 'x-oss-storage-class': 'IA', 'x-oss-server-side-encryption': 'AES256' }
        expect(await propertiesOf(witness, at), name).toEqual({ ...before, head, listed: `[${size},"Normal","IA"]` })
        await undo(app, changeOf(name))
        expect(await propertiesOf(witness, at), name).toEqual(before)
      }
    })

    for (const form of ['many', 'rule'] as const)
      test(`all are edited by the form of ${form} as one job, and undone`, async ({ app, witness }) => {
        test.setTimeout(120_000)
        const now = () => Promise.all(cases.map(({ at }) => propertiesOf(witness, at)))
        const before = await now()
        await app.goTo(placed(place, home('')).bucket)
        const title = await setMany(app, form, 'kinds')
        // Of a link only the tags and the ACL could be edited: the plan leaves it out as a whole, and says so.
        const after = before.map((one, n) => (cases[n]?.kind === 'link' ? one : edited(one, cases[n]?.kind ?? 'link')))
        expect(await now()).toEqual(after)
        await undo(app, title)
        expect(await now()).toEqual(before)
      })
  })
}

/** OSS changes neither of an append-type object; a link's can't be read. */
function hasClass(kind: Kind): boolean {
  return kind !== 'link' && kind !== 'append type'
}
