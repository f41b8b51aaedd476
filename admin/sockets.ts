import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Server, Socket } from 'socket.io';
import type { Staff } from '../src/platform/actor.js';
import { unauthenticated } from '../src/platform/errors.js';
import { isInTalk, recheck, rooms } from '../src/platform/sockets.js';
import { openChat } from '../src/rooms/index.js';
import { currentViewer } from './gate.js';
import { consoleSession } from './session.js';
import { actorOf, may, type Viewer } from './viewer.js';

interface StaffSocketData {
  staffId?: string | undefined;
}

/** Reads the console's session from the handshake, which carries the same cookie as the pages. */
const readSession = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    void consoleSession()(request as Request, {} as Response, (error?: unknown) =>
      error ? reject(error as Error) : resolve(),
    );
  });

/** Who is at the other end, by a fresh look into the store: the session on the handshake is as old as the connection. */
async function viewerAt(socket: Socket): Promise<Viewer | null> {
  delete (socket.request as Partial<Request>).session;
  await readSession(socket.request);
  const { session } = socket.request as Request;
  return session ? currentViewer(session) : null;
}

async function mayWatch(socket: Socket): Promise<Viewer | null> {
  const viewer = await viewerAt(socket);
  return viewer !== null && may(viewer, 'dashboard.read') ? viewer : null;
}

/** Whoever stands in rooms of customers without the right to it any more hears no further word there. */
async function stillMayWatch(socket: Socket): Promise<boolean> {
  const viewer = await mayWatch(socket);
  return viewer !== null && (may(viewer, 'rooms.enter') || !isInTalk(socket));
}

/** @throws DomainError `unauthenticated` (401) once the session is over. */
async function staffAt(socket: Socket): Promise<Staff> {
  const viewer = await mayWatch(socket);
  if (!viewer) throw unauthenticated();
  return actorOf(viewer);
}

/** Opens `/staff`: signals of `desk.updated`, and the chat of rooms, for people logged in to the console, rechecked every half minute. */
export function openStaffSockets(io: Server): () => void {
  const namespace = io.of('/staff');
  namespace.use((socket, next) => {
    mayWatch(socket).then(
      (viewer) => {
        (socket.data as StaffSocketData).staffId = viewer?.id;
        next(viewer ? undefined : new Error('unauthenticated'));
      },
      () => next(new Error('unavailable')),
    );
  });
  namespace.on('connection', (socket) => {
    void socket.join(rooms.staff);
    openChat(socket, (socket.data as StaffSocketData).staffId ?? '', () => staffAt(socket));
  });
  return recheck(namespace, 30_000, stillMayWatch);
}
