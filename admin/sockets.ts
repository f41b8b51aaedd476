import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Server, Socket } from 'socket.io';
import { recheck, rooms } from '../src/platform/sockets.js';
import { currentViewer } from './gate.js';
import { consoleSession } from './session.js';
import { may } from './viewer.js';

/** Reads the console's session from the handshake, which carries the same cookie as the pages. */
const readSession = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    void consoleSession()(request as Request, {} as Response, (error?: unknown) =>
      error ? reject(error as Error) : resolve(),
    );
  });

async function mayWatch(socket: Socket): Promise<boolean> {
  await readSession(socket.request);
  const { session } = socket.request as Request;
  const viewer = session ? await currentViewer(session) : null;
  return viewer !== null && may(viewer, 'dashboard.read');
}

const stillMayWatch = (socket: Socket): Promise<boolean> => {
  // A fresh look into the store: the session on the handshake is as old as the connection.
  delete (socket.request as Partial<Request>).session;
  return mayWatch(socket);
};

/** Opens `/staff`: signals of `desk.updated` for people logged in to the console, rechecked every half minute. */
export function openStaffSockets(io: Server): () => void {
  const namespace = io.of('/staff');
  namespace.use((socket, next) => {
    mayWatch(socket).then(
      (allowed) => next(allowed ? undefined : new Error('unauthenticated')),
      () => next(new Error('unavailable')),
    );
  });
  namespace.on('connection', (socket) => void socket.join(rooms.staff));
  return recheck(namespace, 30_000, stillMayWatch);
}
