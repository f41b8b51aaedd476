import { queueOfCases, restOfCases } from '../../src/disputes/index.js';
import type { LoadPage } from '../pages.js';

/** The queue of cases, and how many lie behind it. */
export const disputeDeskPage: LoadPage = async () => {
  const [cases, rest] = await Promise.all([queueOfCases(), restOfCases()]);
  return { cases, rest };
};
