import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { createPool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import { Server } from 'socket.io';
import { newId } from '../../src/platform/ids.js';

// The least that can carry a chat between two processes: Socket.IO over Redis, and, when STORES says so, a numbered row
// for each message, committed before it is told. Nobody is asked who they are. Prints its port.

const stores = process.env['STORES'] === 'yes';
const uri = (process.env['DATABASE_URL'] ?? '').replace(/^mariadb:/, 'mysql:');
const pool = createPool({ uri, connectionLimit: 20, timezone: 'Z' });

interface Said {
  room: string;
  member: string;
  body: string;
}

async function write(connection: PoolConnection, { room, member, body }: Said): Promise<number> {
  const [rows] = await connection.execute<RowDataPacket[]>(
    'SELECT last_sequence FROM rooms WHERE id = ? FOR UPDATE',
    [room],
  );
  const sequence = Number(rows[0]?.['last_sequence']) + 1;
  await connection.execute('UPDATE rooms SET last_sequence = ? WHERE id = ?', [sequence, room]);
  const id = newId();
  await connection.execute(
    `INSERT INTO messages (id, room_id, sequence, sender_type, member_id, client_id, body, created_at)
     VALUES (?, ?, ?, 'CUSTOMER', ?, ?, ?, ?)`,
    [id, room, sequence, member, id, body, new Date()],
  );
  return sequence;
}

async function store(said: Said): Promise<number> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const sequence = await write(connection, said);
    await connection.commit();
    return sequence;
  } finally {
    connection.release();
  }
}

const redisUrl = process.env['REDIS_URL'] ?? '';
const key = `${process.env['REDIS_PREFIX']}:bare:${stores ? 'storing' : 'fleeting'}`;
const http = createServer();
const io = new Server(http, { adapter: createAdapter(new Redis(redisUrl), new Redis(redisUrl), { key }) });

io.on('connection', (socket) => {
  socket.on('join', async (room: string, done: () => void) => {
    await socket.join(room);
    done();
  });
  socket.on('say', async (said: Said, done: (sequence: number) => void) => {
    const sequence = stores ? await store(said) : 0;
    io.to(said.room).emit('said', { sequence, body: said.body });
    done(sequence);
  });
});

http.listen(0, '127.0.0.1', () => console.log((http.address() as AddressInfo).port));
