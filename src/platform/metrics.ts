import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();

collectDefaultMetrics({ register: metrics });

const registers = [metrics];

export const httpDuration = new Histogram({
  name: 'http_request_seconds',
  help: 'Time to answer, by route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  registers,
});

export const jobDuration = new Histogram({
  name: 'job_seconds',
  help: 'Time that a job takes.',
  labelNames: ['job'],
  buckets: [0.01, 0.05, 0.2, 1, 5, 20],
  registers,
});

export const jobOutcomes = new Counter({
  name: 'job_outcomes_total',
  help: 'Ends of jobs.',
  labelNames: ['job', 'outcome'],
  registers,
});

export const providerCalls = new Counter({
  name: 'provider_calls_total',
  help: 'Calls to outside parties.',
  labelNames: ['provider', 'call', 'outcome'],
  registers,
});
