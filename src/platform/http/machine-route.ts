import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { DomainError } from '../errors.js';
import { sendProblem } from './problem.js';

/**
 * A route for machines that is no door, because it takes raw bytes or answers outside /api/v1: how the document tells
 * of it.
 */
export interface MachineRoute {
  method: 'get' | 'post';
  /** The whole path, and further ones to the same route. */
  paths: [string, ...string[]];
  tag: string;
  summary: string;
  description?: string;
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** Answers that are no refusals, JSON unless they name another type. */
  answers: Record<number, { description: string; type?: string; schema: z.ZodType }>;
  refusals: number[];
}

/** Refuses whatever other methods are tried on a machine's route. */
export const onlyMethod =
  (allow: string): RequestHandler =>
  (req, res) => {
    res.set('Allow', allow);
    sendProblem(req, res, new DomainError('method_not_allowed', 405));
  };
