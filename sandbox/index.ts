export { startSandbox, type Sandbox } from './sandbox.js';
export type { SandboxOptions } from './options.js';
