/**
 * Whether a redirect leads to where a person signs in, as of a gateway in front of a service, or of a service that does
 * not accept a token. Its address must not be given in place of the service's: secrets would go there.
 */
export function leadsToSignIn(location: string): boolean {
  return SIGN_IN.test(location.replace(/[?#].*/s, ''));
}

const SIGN_IN =
  /(^|[/._-])(sign[-_]?in|log[-_]?(in|on)|auth|authorize|oauth2?|openid(-connect)?|oidc|saml2?|sso|idp|adfs|cdn-cgi)([/._-]|$)/i;
