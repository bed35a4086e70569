/** How the run proves who it is: by signing in, or by a token from an earlier sign-in. */
export type Credentials =
  | {
      readonly kind: 'password';
      readonly email: string;
      readonly password: string;
      /** What is odd about the password, as a sentence without any of it, for when it is rejected. */
      readonly oddity?: string | undefined;
    }
  | { readonly kind: 'token'; readonly token: string };

/** How a Git host is reached. */
export interface HostAccess {
  /** Where its API is, as it was given, or the public service. */
  readonly url: URL;
  /** As it was given: alone, or as `user:token`. */
  readonly token: string;
  /** Nothing says which server is meant, so that it is taken to be the public service. */
  readonly isAssumed?: boolean;
}
