import { createServer } from 'node:http';
import { createApp, loadConsole } from './app.js';
import './approvals.js';
import { entities } from './entities.js';
import './jobs.js';
import { followClockFile } from './platform/clock.js';
import './payables.js';
import { config } from './platform/config.js';
import { closeDatabase, measureClock, openDatabase } from './platform/database.js';
import { startHeartbeat } from './platform/heartbeats.js';
import { Lifecycle, stopOnSignals } from './platform/lifecycle.js';
import { logger } from './platform/logger.js';
import { repeat } from './platform/loop.js';
import { closeQueues } from './platform/queues.js';
import { closeRedis, redis } from './platform/redis.js';
import { startRelay } from './platform/relay.js';
import { startScheduler } from './platform/scheduler.js';
import { closeSockets, openSockets } from './platform/sockets.js';
import { startConsumers } from './platform/worker.js';
import { openCustomerSockets } from './notifications/index.js';
import { customerOfSocket } from './pages/index.js';
import { schedule } from './schedule.js';
import { openKeys } from './users/index.js';

export type Role = 'web' | 'worker' | 'scheduler';

async function startCommon(lifecycle: Lifecycle): Promise<void> {
  lifecycle.onStop('clock file', followClockFile());
  await openDatabase(entities);
  lifecycle.onStop('database', closeDatabase);
  redis();
  lifecycle.onStop('redis', closeRedis);
  const clock = repeat('clock', 60_000, async () => (await measureClock(), false));
  lifecycle.onStop('clock', () => clock.stop());
}

async function startWeb(lifecycle: Lifecycle): Promise<number> {
  await openKeys();
  const { mountConsole, openStaffSockets } = await loadConsole();
  const server = createServer(createApp(mountConsole));
  const sockets = await openSockets(server);
  lifecycle.onStop('customer sockets', openCustomerSockets(sockets, customerOfSocket));
  lifecycle.onStop('staff sockets', openStaffSockets(sockets));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, resolve);
  });
  server.requestTimeout = 30_000;
  const finishRequests = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await closeSockets();
    server.closeIdleConnections();
    await closed;
  };
  lifecycle.onStop('web server', finishRequests, config.SHUTDOWN_TIMEOUT_MS / 2);
  return (server.address() as { port: number }).port;
}

function startWorker(lifecycle: Lifecycle): void {
  lifecycle.onStop('queues', closeQueues);
  lifecycle.onStop('consumers', startConsumers(), config.SHUTDOWN_TIMEOUT_MS * 0.7);
  const relay = startRelay();
  lifecycle.onStop('relay', () => relay.stop());
}

/** Starts the given roles in this process and stops them, in reverse, when it is told to end. */
export async function startRoles(chosen: Role[]): Promise<{ lifecycle: Lifecycle; port: number | null }> {
  const lifecycle = new Lifecycle();
  stopOnSignals(lifecycle);
  await startCommon(lifecycle);
  let port: number | null = null;
  if (chosen.includes('worker')) startWorker(lifecycle);
  if (chosen.includes('scheduler')) {
    const scheduler = startScheduler(schedule);
    lifecycle.onStop('scheduler', () => scheduler.stop());
  }
  if (chosen.includes('web')) port = await startWeb(lifecycle);
  const heartbeat = startHeartbeat(chosen);
  lifecycle.onStop('heartbeat', () => heartbeat.stop());
  logger.info({ roles: chosen, port }, 'ready');
  return { lifecycle, port };
}
