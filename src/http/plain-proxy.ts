import { request } from 'node:http';

/**
 * Sends JSON by plain http through a proxy that reads it: the request line holds the whole address, and there is no tunnel.
 * For a proxy on this machine only.
 * @param signal ends the attempt
 * @returns the status; the body is not read
 * @throws Error where there is no answer
 */
export async function sendThroughProxy(
  proxy: { readonly host: string; readonly port: number },
  { method, url, body }: { readonly method: string; readonly url: string; readonly body: string },
  signal: AbortSignal,
): Promise<number> {
  return await new Promise((resolve, reject) => {
    const sent = request(
      {
        ...proxy,
        method,
        path: url,
        headers: {
          host: new URL(url).host,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
        // None that stays open, or that others have set up.
        agent: false,
        signal,
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
