import { statSync } from 'node:fs';
import AdminJS from 'adminjs';
import path from 'node:path';
import { componentLoader } from './components.js';

/** The build step: compiles everything the browser draws into one file, so that production bundles nothing. */
await new AdminJS({ componentLoader, resources: [] }).initialize();
const file = path.resolve(process.env['ADMIN_JS_TMP_DIR'] ?? 'admin-assets', 'bundle.js');
console.log(`admin-assets/bundle.js: ${Math.round(statSync(file).size / 1024)} kB`);
process.exit(0);
