import type { RequestHandler } from 'express';

/** Other web pages open in the same browser must not press our buttons; tools send no Origin and pass. */
export const sameOrigin: RequestHandler = (req, res, next) => {
  const origin = req.get('origin');
  if (req.method === 'GET' || !origin || hostOf(origin) === req.get('host')) return next();
  res.status(403).json({ error: 'Requests from other origins are refused.' });
};

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
