import { nodeTransport } from '../../src/hosts/node/transport.ts'
import { createCall } from '../../src/oss/call.ts'
import { findings, findingsWhereNarrow } from '../axe.ts'
import { expect, test } from '../world.ts'

/** A key of an account that owns none of the buckets. */
const stranger = { id: 'stranger', secret: 'secret-of-stranger', isStranger: true }
test.use({ guests: [stranger] })

test('where requesters pay the page says so, asks once, and says it with every request', async ({ app, page }) => {
  const { send, close } = nodeTransport(2)
  await createCall(
    { id: 'owner', name: 'owner', ...app.ferry.account },
    send,
  )({
    operation: 'PutBucketRequestPayment',
    method: 'PUT',
    region: 'cn-hangzhou',
    bucket: 'ferry-photos',
    sub: { requestPayment: '' },
    body: '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
    signal: new AbortController().signal,
  })
  await close()
  await app.giveKeys('Add account…', stranger)
  await app.goTo('ferry-photos')
  const problem = page.getByRole('alert').filter({ hasText: 'Requesters pay for this bucket' })
  await expect(problem).toBeVisible()
  await expect(problem).not.toContainText('acs:oss')
  await problem.getByRole('button', { name: 'Pay for requests…' }).click()
  await app.dialog().getByRole('checkbox', { name: 'I pay for requests to this bucket' }).check()
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await app.dialog().getByRole('button', { name: 'Save' }).click()
  await expect(app.row('README.md')).toBeVisible()

  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await expect.poll(() => app.keysOf('ferry-backup', 'README')).toEqual(['README.md'])
  await page.reload()
  await expect(app.row('README.md')).toBeVisible()
})
