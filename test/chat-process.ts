import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { entities } from '../src/entities.js';
import { openCustomerSockets } from '../src/notifications/index.js';
import { customerOfSocket } from '../src/pages/index.js';
import { openDatabase } from '../src/platform/database.js';
import { redis } from '../src/platform/redis.js';
import { openSockets } from '../src/platform/sockets.js';

// The chat of a second web process, over the database and the Redis of the tests that started it. Prints its port.

await openDatabase(entities);
redis();
const http = createServer();
openCustomerSockets(await openSockets(http), customerOfSocket);
http.listen(0, '127.0.0.1', () => process.stdout.write(`${(http.address() as AddressInfo).port}\n`));
// Whoever started it may die without a word.
process.stdin.on('end', () => process.exit()).resume();
