import http from 'node:http';
import https from 'node:https';
import { HttpClient } from '@actions/http-client';

/** Connects without a proxy, whatever the process's environment says. */
export class DirectClient extends HttpClient {
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  override getAgent(url: string): http.Agent {
    return this.#agents[new URL(url).protocol === 'https:' ? 'https:' : 'http:'];
  }
}
