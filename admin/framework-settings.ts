import { fromRoot } from '../src/platform/root.js';

// AdminJS reads these while it is imported, so this file comes first. In production the bundle that the build left is
// served from wherever the process was started, and nothing is ever bundled at run time.
if (process.env['NODE_ENV'] === 'production') {
  process.env['ADMIN_JS_TMP_DIR'] = fromRoot('admin-assets');
  process.env['ADMIN_JS_SKIP_BUNDLE'] = 'true';
}
