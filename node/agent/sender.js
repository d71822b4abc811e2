// Posts a message, and keeps neither the process nor a connection alive for it.

import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const TIMEOUT_MS = 10_000;

/**
 * Resolves to the status of the answer, and to 0 when there is none; never rejects.
 *
 * @param target url, headers, and tokenFile, which is read each time: a token that is exchanged needs no new start
 */
export function post(target, body) {
  return new Promise((resolve) => {
    try {
      const url = new URL(target.url);
      const headers = { ...target.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      if (target.tokenFile) headers.authorization = `Bearer ${readFileSync(target.tokenFile, 'utf8').trim()}`;
      const request = (url.protocol === 'https:' ? https : http).request(url, { method: 'POST', headers, agent: false, timeout: TIMEOUT_MS });
      request.on('socket', (socket) => socket.unref());
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(0));
      request.on('close', () => resolve(0));
      request.on('response', (response) => {
        response.on('error', () => resolve(0));
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.end(body);
    } catch {
      resolve(0);
    }
  });
}
