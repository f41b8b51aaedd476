import 'reflect-metadata';
import { migrateDatabase } from '../migrate.js';
import { config } from '../platform/config.js';

const applied = await migrateDatabase(config.MIGRATION_DATABASE_URL ?? config.DATABASE_URL);
console.log(
  applied.length === 0
    ? 'The database is up to date.'
    : `Migrations applied: ${applied.length}, up to ${applied.at(-1)}.`,
);
