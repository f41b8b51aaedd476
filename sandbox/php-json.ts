/**
 * JSON text as PHP's `json_encode` writes it by default: slashes and everything beyond ASCII are escaped.
 * Both providers run on PHP, and their signatures cover exactly these bytes.
 */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
