/** A start that must not go on; the message names every variable at fault and never a value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
