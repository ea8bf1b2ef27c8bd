import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Private, shared, loopback, link-local, reserved and multicast addresses of version 4. */
const V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** The same of version 6, and what hides an address of version 4: compatible, Teredo, 6to4. */
const V6: [string, number][] = [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]
const closed = new BlockList()
for (const [net, bits] of V4) {
  closed.addSubnet(net, bits, 'ipv4')
  closed.addSubnet(`::ffff:${net}`, 96 + bits, 'ipv6')
  // What a network without version 4 makes of it (NAT64).
  closed.addSubnet(`64:ff9b::${net}`, 96 + bits, 'ipv6')
}
for (const [net, bits] of V6) closed.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to the public network. */
export function isPublic(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  return isIP(bare) !== 0 && !closed.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
}

/** A name that leads to where it must not. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed'
}

/**
 * Resolves names as `lookup` does, and fails with AddressNotAllowed when any address is not public. A connection goes to what its own
 * lookup answered, so that no other answer can come between the check and the use.
 */
export function publicLookup(lookup: LookupFunction = dnsLookup): LookupFunction {
  return (name, options, done) =>
    lookup(name, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }: LookupAddress) => address)
      const bad = error ? undefined : addresses.find((address) => !isPublic(address))
      if (bad === undefined) done(error, found, family)
      else done(new AddressNotAllowed(`${name} leads to ${bad}`), [])
    })
}
