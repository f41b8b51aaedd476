import assert from 'node:assert/strict';
import { auditStore } from '../src/audit.js';

/** Every story of the `describe` block ends with the audit of the whole store. */
export function endInSoundBooks(): void {
  afterEach(async () => {
    const { checks } = await auditStore();
    assert.ok(checks.length > 15);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });
}
