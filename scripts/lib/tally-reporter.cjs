// A mocha reporter that prints like `spec` and writes the counts to a file, for the script that adds them up.
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

class TallyReporter extends reporters.Spec {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const skipped = [];
    runner.on("pending", (test) => skipped.push(test.fullTitle()));
    runner.once("end", () => {
      const tally = { passed: this.stats.passes, failed: this.stats.failures, skipped };
      writeFileSync(options.reporterOptions.tallyFile, JSON.stringify(tally));
    });
  }
}

module.exports = TallyReporter;
