import { join } from 'node:path';
import { readEnvFile, writeEnvFile } from './lib/env-file.mjs';
import { devDir } from './lib/paths.mjs';
import { stopInstance } from './lib/private-instance.mjs';
import { startTestServices } from './lib/test-services.mjs';

// Starts, or finds, the MariaDB and Redis that single test files use, and leaves them running:
//   npm run dev:services             then: npx mocha path/to/file.test.ts
//   npm run dev:services -- --stop

const envFile = join(devDir, 'test.env');

if (process.argv.includes('--stop')) {
  await Promise.all(['mariadb', 'redis'].map((name) => stopInstance(join(devDir, name))));
  console.log('The development services are stopped; their data is kept.');
} else {
  const env = await startTestServices(devDir, readEnvFile(envFile));
  writeEnvFile(envFile, env, 'Written by `npm run dev:services`; read by test/setup.ts.');
  console.log(`MariaDB and Redis for tests are running. Settings: ${envFile}`);
}
