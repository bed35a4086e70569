import { UNREACHABLE } from './faults.ts';

/** A server that no request comes through to. */
export interface UnreachableServer {
  readonly name: string;
  readonly kind: 'refused' | 'unknown-host' | 'self-signed' | 'private-ca';
  readonly title: string;
  readonly says: string;
}

const NOT_TRUSTED = 'The certificate of the Management Service is not trusted';

/** Expired certificates and those of another host need a trusted CA: see private-network.test.ts. */
export const SERVERS: readonly UnreachableServer[] = [
  { name: 'not listening', kind: 'refused', title: UNREACHABLE, says: 'the connection was refused' },
  {
    name: 'of a name that does not resolve',
    kind: 'unknown-host',
    title: UNREACHABLE,
    says: 'the host name cannot be resolved',
  },
  { name: 'showing a self-signed certificate', kind: 'self-signed', title: NOT_TRUSTED, says: 'self-signed' },
  { name: 'showing a certificate of an unknown CA', kind: 'private-ca', title: NOT_TRUSTED, says: 'unable to verify' },
];
