/** The service that a runner's job talks to. */
export interface Service {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** Whether `api` is licensed and in plan Daily. */
  readonly isProtected: () => boolean;
  readonly close: () => Promise<void>;
}

export interface Check {
  readonly name: string;
  /** @param folder an empty one @returns what is wrong; undefined: nothing */
  readonly run: (service: Service, folder: string) => Promise<string | undefined>;
}
