import { registerJobs, type Job } from './platform/jobs.js';
import { forgetOldSessions } from './users/index.js';

/** The list of every job. */
export const jobs: Job[] = [forgetOldSessions];

registerJobs(jobs);
