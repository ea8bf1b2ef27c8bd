import type { Entry } from '../../app/session/accountFile.ts'
import { useOffered } from '../../app/sign-in/offered.ts'
import { SignIn } from '../../app/sign-in/SignIn.tsx'
import { press, type } from '../gestures.ts'
import type { Part, State } from '../part.ts'
import { wire } from '../wire.ts'
import { me, other } from '../world/accounts.ts'

const draw = () => <SignIn />
const submit = '.account-form button[type="submit"]'

async function fill(): Promise<void> {
  await type('.account-form input', 'LTAI5tExample')
  await type('.account-form input[autocomplete="new-password"]', 'secret')
}

/** Keys are given, and this is what comes back. */
function answered(oss: typeof wire.oss): State {
  const hand = async () => {
    await fill()
    await press(submit)
  }
  const lay = () => {
    wire.oss = oss
  }
  return { draw, lay, hand }
}

const entry: Entry = { n: 3, name: 'Backup', lacks: [], wrong: [], unused: [] }

const says = (status: number, code: string, message = code) => answered({ status, code, message })

export const signIn: Part = {
  frame: 'window',
  states: {
    first: { draw },
    withLocal: {
      draw,
      lay: () => {
        wire.local = { endpoint: 'http://oss.localhost', region: 'cn-hangzhou', accessKeyId: 'a', accessKeySecret: 'b' }
      },
    },
    empty: { draw, hand: () => press(submit) },
    temporary: { draw, hand: () => type('.account-form input', 'STS.NUexample') },
    checking: answered(undefined),
    wrongSecret: says(403, 'SignatureDoesNotMatch'),
    unknownKey: says(403, 'InvalidAccessKeyId'),
    mayListNothing: says(403, 'AccessDenied', 'You are forbidden to list buckets.'),
    clock: says(403, 'RequestTimeTooSkewed'),
    noAnswer: answered('lost'),
    proxyRefused: says(0, 'UpstreamUnreachable', 'PROXY_REFUSED: the proxy proxy.example.com:3128 answered 403'),
    proxySignIn: says(0, 'UpstreamUnreachable', 'PROXY_SIGN_IN: the proxy proxy.example.com:3128 answered 407'),
    pathStyle: { draw, hand: () => press('.account-more summary') },
    imported: {
      draw,
      lay: () => useOffered.setState({ accounts: [me, other] }),
    },
    importedNothing: {
      draw,
      lay: () => useOffered.setState({ leftOut: [{ ...entry, lacks: ['region'], wrong: ['endpoint'] }] }),
    },
    importedInPart: {
      draw,
      lay: () =>
        useOffered.setState({
          accounts: [me, other],
          leftOut: [
            { ...entry, lacks: ['region'], wrong: ['endpoint', 'isReadOnly'] },
            { ...entry, n: 4, sameAs: 1 },
          ],
          partly: [{ ...entry, n: 2, unused: ['accessKeySecret', 'readOnly'] }],
        }),
    },
    importedNewer: { draw, lay: () => useOffered.setState({ problem: 'version' }) },
    untrusted: says(0, 'UpstreamUnreachable', 'SELF_SIGNED_CERT_IN_CHAIN'),
    locked: { draw: () => <SignIn locked={me} /> },
    adding: { draw: () => <SignIn onBack={() => {}} /> },
    renewed: { draw: () => <SignIn onBack={() => {}} renewed={me} /> },
  },
}
