const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/**
 * Mocha's spec output for people, and the exact counts for the test command, in the file that AMANAH_TEST_COUNTS
 * names. Without that file the command knows that the suite did not reach its end.
 */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.AMANAH_TEST_COUNTS) {
        writeFileSync(
          process.env.AMANAH_TEST_COUNTS,
          JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
        );
      }
    });
  }
};
