import { statSync } from 'node:fs';
import AdminJS from 'adminjs';
import { fromRoot } from '../src/platform/root.js';
import { componentLoader } from './components.js';

/** The build step: compiles everything the browser draws into one file, so that production bundles nothing. */
await new AdminJS({ componentLoader, resources: [] }).initialize();
console.log(
  `admin-assets/bundle.js: ${Math.round(statSync(fromRoot('admin-assets', 'bundle.js')).size / 1024)} kB`,
);
process.exit(0);
