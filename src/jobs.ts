import { registerJobs, type Job } from './platform/jobs.js';

/** The list of every job. */
export const jobs: Job[] = [];

registerJobs(jobs);
