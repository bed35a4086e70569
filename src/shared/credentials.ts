/** How the run proves who it is: by signing in, or by a token from an earlier sign-in. */
export type Credentials =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };
