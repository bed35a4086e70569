/** What to do about a certificate that is not trusted, by OpenSSL's code. */
export function certificateRemedy(code: string): string {
  if (code === 'UNABLE_TO_GET_ISSUER_CERT')
    return 'Only an intermediate certificate is trusted: give the root certificate, which issued it, in ca-certificate as well.';
  if (/^(INVALID_|PATH_LENGTH|UNSPECIFIED$)|_(KEY_TOO_SMALL|MD_TOO_WEAK)$/.test(code))
    return 'Have the certificate of the Management Service reissued: for server authentication, by a certificate authority that may issue certificates, with a strong key and signature (RSA of 2048 bits or more, SHA-256).';
  return 'For a private CA, give its root certificate in ca-certificate (and the intermediate one, if the server does not send it). If it is said to have expired, or not to be valid yet, renew it, or correct the clock of the runner where that is wrong. If it is for another host name, correct server-url or the certificate.';
}
