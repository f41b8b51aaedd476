import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { buildRouter } from '@adminjs/express';
import { Database, Resource } from '@adminjs/typeorm';
import AdminJS from 'adminjs';
import express from 'express';
import { entities } from '../../src/entities.js';
import { openDatabase } from '../../src/platform/database.js';
import { Transaction } from '../../src/transactions/index.js';

// AdminJS as it comes out of the box, on the table of sales: its own adapter, no login, nothing of ours. Prints its port.

await openDatabase(entities);
AdminJS.registerAdapter({ Database, Resource });
const admin = new AdminJS({ rootPath: '/admin', resources: [Transaction] });
const server = express()
  .use('/admin', buildRouter(admin))
  .listen(0, '127.0.0.1', () => {
    console.log((server.address() as AddressInfo).port);
  });
