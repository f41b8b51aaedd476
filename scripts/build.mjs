import { build } from './lib/build.mjs';
import { printFailure, step } from './lib/terminal.mjs';

// npm run build: the server into dist/, the console's bundle into admin-assets/.

try {
  await step('Build', build);
} catch (error) {
  printFailure(error);
  process.exit(1);
}
