import { EventEmitter } from 'node:events';
const bus = new EventEmitter().setMaxListeners(0);
export async function iteration(n) {
  if (n % 10 === 0) bus.on('config', () => n);
  await null;
}
