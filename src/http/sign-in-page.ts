import { withoutTrailingSlashes } from '../shared/text.ts';

/**
 * Whether a redirect leads to where a person signs in, as of a gateway in front of a service, or of a service that does
 * not accept a token. Its address must not be given in place of the service's: secrets would go there.
 * @param path what was requested, which may contain the same words: a redirect may lead to it elsewhere
 */
export function leadsToSignIn(location: string, path: string): boolean {
  const target = withoutTrailingSlashes(location.replace(/[?#].*/s, ''));
  return !target.toLowerCase().endsWith(`/${path.toLowerCase()}`) && SIGN_IN.test(target);
}

const SIGN_IN =
  /(^|[/._-])(sign[-_]?in|log[-_]?(in|on)|auth|authorize|oauth2?|openid(-connect)?|oidc|saml2?|sso|idp|adfs|cdn-cgi)([/._-]|$)/i;
