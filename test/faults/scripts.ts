import { fromRoot } from '../../src/platform/root.js';

interface Programs {
  nodeArguments(program: Program, args?: string[]): string[];
  programEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv;
}

interface TestServices {
  startTestServices(
    dir: string,
    known?: Record<string, string>,
    options?: { durable?: boolean },
  ): Promise<Record<string, string>>;
}

interface PrivateInstance {
  stopInstance(dir: string): Promise<unknown>;
  destroyInstance(dir: string): Promise<void>;
  runningInstance(dir: string): { pid: number } | null;
}

export type Program =
  'web' | 'worker' | 'scheduler' | 'sandbox' | 'migrate' | 'seed' | 'audit' | 'keys' | 'staff';

const load = async <T>(name: string): Promise<T> =>
  (await import(`file://${fromRoot('scripts/lib', `${name}.mjs`)}`)) as T;

/** The parts of the start-up scripts that faults need: what `npm run` starts, and servers of one's own. */
export const programs = () => load<Programs>('programs');
export const testServices = () => load<TestServices>('test-services');
export const privateInstance = () => load<PrivateInstance>('private-instance');
