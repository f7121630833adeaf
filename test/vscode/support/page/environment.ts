import * as assert from "node:assert/strict";

/** What the launcher passes to the tests. */
export const environment = {
  /** The WebSocket endpoint of the browser. */
  browser: read("APIGW_TEST_BROWSER"),
  /** The URL of VS Code with the extension, without the `folder` parameter. */
  address: read("APIGW_TEST_ADDRESS"),
  serverPid: Number(read("APIGW_TEST_SERVER_PID")),
  /** Where VS Code keeps unsaved documents. */
  backups: read("APIGW_TEST_BACKUPS"),
  /** A folder that is deleted after the tests. */
  temporary: read("APIGW_TEST_TEMPORARY"),
  /** The folder for screenshots of failed tests. */
  failures: read("APIGW_TEST_FAILURES"),
  /** True to take the screenshots for the README. */
  takesScreenshots: process.env.APIGW_SCREENSHOTS === "1",
};

function read(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is not set. Run these tests with npm test -- keys.`);
  return value;
}
