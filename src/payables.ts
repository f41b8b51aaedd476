import { escrowPayable } from './escrows/index.js';
import { registerPayables } from './transactions/index.js';

/** Everything that is paid through a transaction and stands to the right of it in the line of domains. */
registerPayables([escrowPayable]);
