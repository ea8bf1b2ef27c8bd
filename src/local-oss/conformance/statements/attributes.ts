import { type Area, states } from '../statement.ts'

const key = 'attributes/object'
const tagging = (tags: string) => ({
  method: 'PUT',
  key,
  query: 'tagging',
  body: `<Tagging><TagSet>${tags}</TagSet></Tagging>`,
})
const TAG = '<Tag><Key>a</Key><Value>1</Value></Tag>'
const append = (position: number | string) => ({
  method: 'POST',
  key: 'attributes/log',
  query: `append&position=${position}`,
  body: 'line',
})
const seal = (position: number) => ({
  method: 'POST',
  key: 'attributes/log',
  query: `seal&position=${position}`,
  body: '',
})

export const attributes: Area = {
  name: 'tags, ACL, links',
  before: [{ method: 'PUT', key, body: 'x' }],
  statements: [
    states('putobjecttagging', 'tags are put', tagging(TAG), 200),
    states(
      'getobjecttagging',
      'and got',
      { method: 'GET', key, query: 'tagging' },
      { status: 200, has: [`<Tagging><TagSet>${TAG}</TagSet></Tagging>`] },
    ),
    states('putobjecttagging', 'no key twice', tagging(TAG + TAG), { status: 400, code: 'InvalidTag' }),
    states(
      'putobjecttagging',
      'at most ten',
      tagging(Array.from({ length: 11 }, (_, at) => `<Tag><Key>k${at}</Key><Value/></Tag>`).join('')),
      { status: 400, code: 'BadRequest' },
    ),
    states(
      'putobjecttagging',
      'a root of another name',
      { method: 'PUT', key, query: 'tagging', body: '<Tags/>' },
      { status: 400, code: 'MalformedXML' },
    ),
    states('deleteobjecttagging', 'tags are removed', { method: 'DELETE', key, query: 'tagging' }, 204),
    states(
      'getobjectacl',
      'an object has no ACL of its own',
      { method: 'GET', key, query: 'acl' },
      { status: 200, has: ['<AccessControlPolicy><Owner><ID>', '<Grant>default</Grant>'] },
    ),
    states(
      'putobjectacl',
      'until it gets one',
      { method: 'PUT', key, query: 'acl', headers: { 'x-oss-object-acl': 'private' } },
      200,
    ),
    states(
      'getobjectacl',
      'which is told',
      { method: 'GET', key, query: 'acl' },
      { status: 200, has: ['<Grant>private</Grant>'] },
    ),
    states(
      'putobjectacl',
      'an unknown one is refused',
      { method: 'PUT', key, query: 'acl', headers: { 'x-oss-object-acl': 'open' } },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'putsymlink',
      'a link, with tags',
      {
        method: 'PUT',
        key: 'attributes/link',
        query: 'symlink',
        headers: { 'x-oss-symlink-target': '{prefix}attributes/object', 'x-oss-tagging': 'a=1' },
      },
      200,
    ),
    states(
      'getobjecttagging',
      'has them',
      { method: 'GET', key: 'attributes/link', query: 'tagging' },
      { status: 200, has: [TAG] },
    ),
    states(
      'getsymlink',
      'and tells its target',
      { method: 'GET', key: 'attributes/link', query: 'symlink' },
      { status: 200, headers: { 'x-oss-symlink-target': /attributes%2Fobject$|attributes\/object$/ } },
    ),
    states(
      '0043-00000001',
      'a link needs a target',
      { method: 'PUT', key: 'attributes/link', query: 'symlink' },
      { status: 400, code: 'InvalidArgument', ec: '0043-00000001' },
    ),
    states(
      '0043-00000101',
      'an object is no link',
      { method: 'GET', key, query: 'symlink' },
      { status: 400, code: 'NotSymlink', ec: '0043-00000101' },
    ),
    states(
      'putsymlink',
      'a link to nothing is taken',
      { method: 'PUT', key: 'attributes/dangling', query: 'symlink', headers: { 'x-oss-symlink-target': 'none' } },
      200,
    ),
    states(
      '0026-00000012',
      'but cannot be read',
      { method: 'GET', key: 'attributes/dangling' },
      { status: 404, code: 'SymlinkTargetNotExist', ec: '0026-00000012' },
    ),
    states(
      '0016-00000702',
      'a warm object is not restored',
      { method: 'POST', key, query: 'restore' },
      { status: 400, code: 'OperationNotSupported', ec: '0016-00000702' },
    ),
    states('appendobject', 'an append-type object', append(0), {
      status: 200,
      headers: { 'x-oss-next-append-position': '4', 'x-oss-hash-crc64ecma': /^\d+$/ },
    }),
    states('appendobject', 'grows at its end', append(4), {
      status: 200,
      headers: { 'x-oss-next-append-position': '8' },
    }),
    states('appendobject', 'only there', append(4), {
      status: 409,
      code: 'PositionNotEqualToLength',
      message: 'Position is not equal to file length',
      ec: '0026-00000016',
      headers: { 'x-oss-next-append-position': '8' },
    }),
    states(
      'appendobject',
      'an object that was put does not',
      { method: 'POST', key, query: 'append&position=1', body: 'x' },
      { status: 409, code: 'ObjectNotAppendable', message: 'The object is not appendable' },
    ),
    states('sealappendobject', 'it is sealed at its end', seal(4), { status: 409, code: 'PositionNotEqualToLength' }),
    states('sealappendobject', 'and then grows no more', seal(8), {
      status: 200,
      headers: { 'x-oss-sealed-time': /GMT$/ },
    }),
    states('sealappendobject', 'sealed again where it ends', seal(8), 200),
    states('sealappendobject', 'and nowhere else', seal(4), { status: 409, code: 'PositionNotEqualToLength' }),
    states('appendobject', 'an append to a sealed object', append(8), { status: 409, code: 'ObjectNotAppendable' }),
  ],
}

export const archive: Area = {
  name: 'archive',
  onlyLocal: 'archived objects cost at least 60 days of storage',
  before: [
    { method: 'PUT', key: 'archive/a', body: 'x', headers: { 'x-oss-storage-class': 'Archive' } },
    { method: 'PUT', key: 'archive/c', body: 'x', headers: { 'x-oss-storage-class': 'ColdArchive' } },
  ],
  statements: [
    states(
      'getobject',
      'it cannot be read',
      { method: 'GET', key: 'archive/a' },
      { status: 403, code: 'InvalidObjectState' },
    ),
    states(
      'restoreobject',
      'Archive has no tiers',
      { method: 'POST', key: 'archive/a', query: 'restore', body: restore(1, 'Standard') },
      { status: 400, code: 'MalformedXML' },
    ),
    states(
      'restoreobject',
      'a week at most',
      { method: 'POST', key: 'archive/a', query: 'restore', body: restore(8) },
      { status: 400, code: 'MalformedXML' },
    ),
    ...(
      [
        ['0016-00000703', 'a tier that is none', 'archive/c', restore(2, 'Test')],
        ['0016-00000704', 'days of Cold Archive', 'archive/c', restore(-1, 'Standard')],
        ['0016-00000708', 'days of Archive', 'archive/a', restore(8)],
        ['0016-00000706', 'what is no XML', 'archive/a', '<RestoreRequest><Days>2</Days>'],
        [
          '0016-00000714',
          'an element that is not known',
          'archive/a',
          restore(2).replace('</Days>', '</Days><Unknown></Unknown>'),
        ],
      ] as const
    ).map(([ec, says, key, body]) =>
      states(ec, says, { method: 'POST', key, query: 'restore', body }, { status: 400, code: 'MalformedXML', ec }),
    ),
    states(
      'restoreobject',
      'a restore begins',
      { method: 'POST', key: 'archive/a', query: 'restore', body: restore(1) },
      202,
    ),
    states(
      'restoreobject',
      'and is not asked for twice',
      { method: 'POST', key: 'archive/a', query: 'restore', body: restore(1) },
      { status: 409, code: 'RestoreAlreadyInProgress', ec: '0016-00000701' },
    ),
    states(
      'restoreobject',
      'a slow restore',
      { method: 'POST', key: 'archive/c', query: 'restore', body: restore(2, 'Bulk') },
      202,
    ),
    states(
      'restore-objects-for-access',
      'is made faster',
      { method: 'POST', key: 'archive/c', query: 'restore', body: restore(2, 'Expedited') },
      202,
    ),
    states(
      'restore-objects-for-access',
      'but not slower',
      { method: 'POST', key: 'archive/c', query: 'restore', body: restore(2, 'Standard') },
      { status: 409, code: 'RestoreAlreadyInProgress' },
    ),
    states(
      'listobjectsv2',
      'a listing tells it',
      { method: 'GET', query: 'list-type=2&prefix={prefix}archive/c' },
      { status: 200, has: ['<RestoreInfo>ongoing-request=&quot;true&quot;</RestoreInfo>'] },
    ),
    states(
      'listobjectversions',
      'a listing of versions too',
      { method: 'GET', query: 'versions&prefix={prefix}archive/c' },
      { status: 200, has: ['<RestoreInfo>ongoing-request=&quot;true&quot;</RestoreInfo>'] },
    ),
  ],
}

function restore(days: number, tier?: string): string {
  return `<RestoreRequest><Days>${days}</Days>${tier ? `<JobParameters><Tier>${tier}</Tier></JobParameters>` : ''}</RestoreRequest>`
}
