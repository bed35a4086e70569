import { World } from '../../simulator/world.ts';

/** A Management Service whose sign-ins give out tokens that are known beforehand, one after the other. */
export class PlantedWorld extends World {
  readonly #planted: readonly string[];
  #given = 0;

  constructor(password: string, tokens: readonly string[]) {
    super({
      account: { email: 'backup@acme.example', password, roles: ['System Administrator', 'GitManagement'] },
      syncMs: 100,
    });
    this.#planted = tokens;
    const acme = this.addOrganization('acme', { atHost: new Set(['brand-new']) });
    const website = this.addRepository(acme, 'website', { licensed: true });
    this.addRepository(acme, 'api');
    this.addPlan(acme, 'Daily', { repositories: new Set([website.id]) });
  }

  override issueToken(): string {
    const token = this.#planted[Math.min(this.#given++, this.#planted.length - 1)];
    if (token === undefined) throw new Error('no token was planted');
    return token;
  }

  override accepts(token: string): boolean {
    return this.#planted.includes(token);
  }
}
